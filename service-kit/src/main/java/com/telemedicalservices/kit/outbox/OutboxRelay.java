package com.telemedicalservices.kit.outbox;

import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.OutboxEntry;
import com.telemedicalservices.kit.store.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events from the outboxes of documents to Kafka.
 *
 * <p>Three threads: one hands events to the producer, one takes acknowledged events out of their
 * documents in bulk, and one sweeps up what a process that died has left. An event leaves its
 * document only after Kafka has it, so a crash at any point repeats an event and never loses one.
 *
 * <p>Events of one aggregate keep their order: each is handed over only after Kafka has
 * acknowledged the one before, so that none can be overtaken by the next, whatever the broker makes
 * of it; many aggregates are on their way at once. A new event joins the line directly only when
 * all that wait before it are in this process's line; otherwise a sweeper takes it in its order. An
 * outage of the broker is waited out in line. An event the broker will never take is parked where
 * it stands, with all behind it, and shows.
 */
public final class OutboxRelay implements Publisher, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int MOST_ON_THEIR_WAY = 20_000;
  private static final int SWEEP_BATCH = 100;
  private static final int ACKNOWLEDGE_BATCH = 500;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration FAREWELL = Duration.ofSeconds(4);

  private record Item(AggregateStore<?, ?, ?> store, String aggregateId, OutboxEntry event) {
    String line() {
      return line(store, aggregateId);
    }

    static String line(AggregateStore<?, ?, ?> store, String aggregateId) {
      return store.name() + '/' + aggregateId;
    }
  }

  /** An event that needs its sender no more: Kafka has it, or never will. */
  private record Settled(Item item, boolean published) {}

  private final EventSender sender;
  private final String source;
  private final int mostOnTheirWay;
  private final List<AggregateStore<?, ?, ?>> stores = new CopyOnWriteArrayList<>();

  /** The events of each aggregate that this process publishes; the first is being sent. */
  private final Map<String, Deque<Item>> lines = new ConcurrentHashMap<>();

  /** Lines whose first event may be sent now. */
  private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();

  /** Lines whose first event could not be sent; tried again after a pause. */
  private final Queue<String> later = new ConcurrentLinkedQueue<>();

  /** Lines that stand behind a parked event, until a sweeper has them from the front again. */
  private final Set<String> standing = ConcurrentHashMap.newKeySet();

  private final Set<String> onTheirWay = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Settled> settled = new LinkedBlockingQueue<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param sender the way to Kafka
   * @param source what the events name as where they come from
   */
  public OutboxRelay(EventSender sender, String source) {
    this(sender, source, MOST_ON_THEIR_WAY);
  }

  /**
   * @param sender the way to Kafka
   * @param source what the events name as where they come from
   * @param mostOnTheirWay about how many events it keeps in memory; more wait in their documents
   */
  public OutboxRelay(EventSender sender, String source, int mostOnTheirWay) {
    this.sender = sender;
    this.source = source;
    this.mostOnTheirWay = mostOnTheirWay;
  }

  /** Sweeps this store too. */
  public void add(AggregateStore<?, ?, ?> store) {
    stores.add(store);
  }

  /** Begins to publish. */
  public void start() {
    threads.add(Thread.ofPlatform().name("outbox-send").start(this::send));
    threads.add(Thread.ofPlatform().name("outbox-ack").start(this::settle));
    threads.add(Thread.ofPlatform().name("outbox-sweep").start(this::sweep));
  }

  /** How many events this process has taken and not yet taken out of their documents. */
  public int onTheirWay() {
    return onTheirWay.size();
  }

  @Override
  public boolean isPublishing(
      AggregateStore<?, ?, ?> store, String aggregateId, List<String> eventIds) {
    return onTheirWay.size() < mostOnTheirWay
        && !standing.contains(Item.line(store, aggregateId))
        && onTheirWay.containsAll(eventIds);
  }

  @Override
  public void publish(AggregateStore<?, ?, ?> store, String aggregateId, List<OutboxEntry> events) {
    lineUp(store, aggregateId, events, false);
  }

  private void lineUp(
      AggregateStore<?, ?, ?> store, String aggregateId, List<OutboxEntry> events, boolean swept) {
    lines.compute(
        Item.line(store, aggregateId),
        (name, line) -> {
          if (swept) {
            standing.remove(name);
          } else if (standing.contains(name)) {
            // Stays in its document; a sweeper takes it behind the one that was refused.
            return line;
          }
          Deque<Item> items = line == null ? new ArrayDeque<>() : line;
          for (OutboxEntry event : events) {
            if (onTheirWay.add(event.id())) {
              items.add(new Item(store, aggregateId, event));
            }
          }
          if (items.isEmpty()) {
            return null;
          }
          if (line == null) {
            ready.add(name);
          }
          return items;
        });
  }

  @Override
  public void wake() {
    wakeUps.release();
  }

  private void send() {
    long lastRetry = System.nanoTime();
    while (!over(closed)) {
      try {
        String line = ready.poll(100, TimeUnit.MILLISECONDS);
        if (line != null) {
          sendFirst(line);
        }
        if (System.nanoTime() - lastRetry > PAUSE.toNanos()) {
          lastRetry = System.nanoTime();
          retry();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void retry() {
    for (String line = later.poll(); line != null; line = later.poll()) {
      ready.add(line);
    }
  }

  private void sendFirst(String line) {
    Item item = first(line);
    if (item == null) {
      return;
    }
    try {
      EventSender.Taken taken = sender.send(message(item.event()), fate -> settled(item, fate));
      switch (taken) {
        case TAKEN -> {}
        case NOT_NOW -> later.add(line);
        case NEVER -> settled(item, EventSender.Failure.NEVER);
      }
    } catch (RuntimeException e) {
      log.error("Event {} cannot be handed over: {}", item.event().id(), e.getClass().getName());
      later.add(line);
    }
  }

  private @Nullable Item first(String line) {
    Item[] first = new Item[1];
    lines.computeIfPresent(
        line,
        (name, items) -> {
          first[0] = items.peek();
          return items;
        });
    return first[0];
  }

  private ProducerRecord<String, byte[]> message(OutboxEntry event) {
    return new ProducerRecord<>(
        event.topic(),
        null,
        event.key(),
        event.body().getBytes(StandardCharsets.UTF_8),
        EventCodec.headers(
            event.id(),
            event.type(),
            source,
            event.subject(),
            event.sequence(),
            event.time(),
            event.traceparent()));
  }

  private void settled(Item item, EventSender.Failure failure) {
    switch (failure) {
      case NONE -> {
        settled.add(new Settled(item, true));
        lines.computeIfPresent(item.line(), OutboxRelay.this::afterFirst);
      }
      case NOT_NOW -> later.add(item.line());
      case NEVER -> {
        lines.computeIfPresent(item.line(), this::stand);
        settled.add(new Settled(item, false));
      }
    }
  }

  private @Nullable Deque<Item> afterFirst(String line, Deque<Item> items) {
    items.poll();
    if (items.isEmpty()) {
      return null;
    }
    ready.add(line);
    return items;
  }

  /** All behind a refused event stay in their document with it. */
  private @Nullable Deque<Item> stand(String line, Deque<Item> items) {
    standing.add(line);
    items.forEach(item -> onTheirWay.remove(item.event().id()));
    return null;
  }

  private void settle() {
    List<Settled> batch = new ArrayList<>(ACKNOWLEDGE_BATCH);
    while (!over(closed) || !settled.isEmpty()) {
      try {
        Settled first = settled.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        settled.drainTo(batch, ACKNOWLEDGE_BATCH - 1);
        settle(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void settle(List<Settled> batch) throws InterruptedException {
    Map<AggregateStore<?, ?, ?>, Map<String, List<String>>> byStore = new HashMap<>();
    for (Settled each : batch) {
      Item item = each.item();
      if (each.published()) {
        byStore
            .computeIfAbsent(item.store(), store -> new HashMap<>())
            .computeIfAbsent(item.aggregateId(), id -> new ArrayList<>())
            .add(item.event().id());
      } else {
        log.error(
            "The broker will never take event {} of {} {}; it is parked",
            item.event().id(),
            item.store().name(),
            item.aggregateId());
        untilItWorks(
            item.store(),
            () -> item.store().park(item.aggregateId(), item.event().id(), "refused-by-broker"));
      }
    }
    for (Map.Entry<AggregateStore<?, ?, ?>, Map<String, List<String>>> entry : byStore.entrySet()) {
      untilItWorks(entry.getKey(), () -> entry.getKey().acknowledge(entry.getValue()));
    }
    for (Settled each : batch) {
      if (each.published()) {
        onTheirWay.remove(each.item().event().id());
      }
    }
  }

  private void untilItWorks(AggregateStore<?, ?, ?> store, Runnable write)
      throws InterruptedException {
    while (true) {
      try {
        write.run();
        return;
      } catch (RuntimeException e) {
        log.warn(
            "Cannot mark events of {} as settled yet: {}",
            store.name(),
            e.getClass().getSimpleName());
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }
  }

  private void sweep() {
    Duration wait = PAUSE;
    while (!over(stopping)) {
      try {
        if (wakeUps.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
          wait = MOMENT;
          // Whoever publishes the events in front needs a moment to get its acknowledgement.
          if (stopping.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        } else {
          wait = wait.multipliedBy(2).compareTo(PAUSE) > 0 ? PAUSE : wait.multipliedBy(2);
        }
        if (sweepOnce() > 0) {
          wait = MOMENT;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("Cannot look for unpublished events: {}", e.getClass().getSimpleName());
      }
    }
  }

  /** Publishes what nobody is publishing; returns how many aggregates had something. */
  private int sweepOnce() {
    int found = 0;
    for (AggregateStore<?, ?, ?> store : stores) {
      if (onTheirWay.size() > mostOnTheirWay / 2) {
        return found;
      }
      for (List<OutboxEntry> events : store.claimUnpublished(SWEEP_BATCH)) {
        found++;
        lineUp(store, events.getFirst().subject(), events, true);
      }
    }
    return found;
  }

  /**
   * Publishes what is at hand, for a few seconds at most, and stops. The rest is swept up later.
   */
  @Override
  public void close() {
    stopping.countDown();
    wakeUps.release();
    sweepLast();
    awaitEmptyLines();
    sender.close();
    closed.countDown();
    threads.forEach(OutboxRelay::join);
  }

  /** What was left to the sweeper a moment ago is at hand too. */
  private void sweepLast() {
    try {
      sweepOnce();
    } catch (RuntimeException e) {
      log.warn("Leaving unpublished events to others: {}", e.getClass().getSimpleName());
    }
  }

  private void awaitEmptyLines() {
    long start = System.nanoTime();
    try {
      while (!lines.isEmpty() && System.nanoTime() - start < FAREWELL.toNanos()) {
        closed.await(5, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean over(CountDownLatch latch) {
    return latch.getCount() == 0;
  }

  private static void join(Thread thread) {
    try {
      if (!thread.join(FAREWELL)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
