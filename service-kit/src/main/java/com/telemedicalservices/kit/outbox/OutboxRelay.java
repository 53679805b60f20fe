package com.telemedicalservices.kit.outbox;

import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.OutboxEntry;
import com.telemedicalservices.kit.store.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events from the outboxes of documents to Kafka.
 *
 * <p>Three threads: one hands events to the producer in the order they were written, one takes
 * acknowledged events out of their documents in bulk, and one sweeps up what a process that died
 * has left. An event leaves its document only after Kafka has it, so a crash at any point repeats
 * an event and never loses one.
 *
 * <p>Events of one aggregate keep their order: a later one is handed over directly only when all
 * that wait before it are on their way from this process. An outage of the broker is waited out; an
 * event the broker will never take is parked where it stands, with all behind it, and shows.
 */
public final class OutboxRelay implements Publisher, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final String SEND = "outbox-send";
  private static final int QUEUE = 20_000;
  private static final int SWEEP_BATCH = 100;
  private static final int ACKNOWLEDGE_BATCH = 500;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration MOMENT = Duration.ofMillis(20);

  private record Item(AggregateStore<?, ?, ?> store, String aggregateId, OutboxEntry event) {
    String stream() {
      return store.name() + '/' + aggregateId;
    }
  }

  private final EventSender sender;
  private final String source;
  private final List<AggregateStore<?, ?, ?>> stores = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(QUEUE);
  private final BlockingQueue<Item> acknowledged = new LinkedBlockingQueue<>();
  private final Set<String> onTheirWay = ConcurrentHashMap.newKeySet();
  private final Set<String> brokenStreams = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> openByStream = new ConcurrentHashMap<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param sender the way to Kafka
   * @param source what the events name as where they come from
   */
  public OutboxRelay(EventSender sender, String source) {
    this.sender = sender;
    this.source = source;
  }

  /** Sweeps this store too. */
  public void add(AggregateStore<?, ?, ?> store) {
    stores.add(store);
  }

  /** Begins to publish. */
  public void start() {
    threads.add(Thread.ofPlatform().name(SEND).start(this::send));
    threads.add(Thread.ofPlatform().name("outbox-ack").start(this::acknowledge));
    threads.add(Thread.ofPlatform().name("outbox-sweep").start(this::sweep));
  }

  /** How many events this process has taken and Kafka has not yet acknowledged. */
  public int onTheirWay() {
    return onTheirWay.size();
  }

  @Override
  public boolean isPublishing(String aggregateId, List<String> eventIds) {
    return onTheirWay.containsAll(eventIds);
  }

  @Override
  public void publish(AggregateStore<?, ?, ?> store, String aggregateId, List<OutboxEntry> events) {
    for (OutboxEntry event : events) {
      Item item = new Item(store, aggregateId, event);
      if (!onTheirWay.add(event.id())) {
        continue;
      }
      openByStream.merge(item.stream(), 1, Integer::sum);
      if (!queue.offer(item)) {
        // A sweeper takes it when the lease of its write has ended.
        finish(item);
        return;
      }
    }
  }

  @Override
  public void wake() {
    wakeUps.release();
  }

  private void send() {
    while (!over(stopping) || !queue.isEmpty()) {
      try {
        Item item = queue.poll(100, TimeUnit.MILLISECONDS);
        if (item != null) {
          send(item);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void send(Item item) throws InterruptedException {
    if (brokenStreams.contains(item.stream())) {
      // Stays in its document behind the one that failed; a sweeper takes both in order.
      finish(item);
      return;
    }
    OutboxEntry event = item.event();
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
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
    while (!over(closed)) {
      switch (sender.send(message, failure -> settled(item, failure))) {
        case TAKEN -> {
          return;
        }
        case NEVER -> {
          settled(item, EventSender.Failure.NEVER);
          return;
        }
        case NOT_NOW -> {
          if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            finish(item);
            return;
          }
        }
      }
    }
    finish(item);
  }

  private void settled(Item item, EventSender.Failure failure) {
    switch (failure) {
      case NONE -> acknowledged.add(item);
      case NOT_NOW -> {
        brokenStreams.add(item.stream());
        finish(item);
      }
      case NEVER -> {
        brokenStreams.add(item.stream());
        log.error(
            "The broker will never take event {} of {} {}; it is parked",
            item.event().id(),
            item.store().name(),
            item.aggregateId());
        Thread.ofVirtual()
            .start(
                () -> {
                  item.store().park(item.aggregateId(), item.event().id(), "refused-by-broker");
                  finish(item);
                });
      }
    }
  }

  private void finish(Item item) {
    onTheirWay.remove(item.event().id());
    openByStream.computeIfPresent(
        item.stream(),
        (stream, open) -> {
          if (open > 1) {
            return open - 1;
          }
          brokenStreams.remove(stream);
          return null;
        });
  }

  private void acknowledge() {
    List<Item> batch = new ArrayList<>(ACKNOWLEDGE_BATCH);
    while (!over(closed) || !acknowledged.isEmpty()) {
      try {
        Item first = acknowledged.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        acknowledged.drainTo(batch, ACKNOWLEDGE_BATCH - 1);
        acknowledge(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void acknowledge(List<Item> batch) throws InterruptedException {
    Map<AggregateStore<?, ?, ?>, Map<String, List<String>>> byStore = new HashMap<>();
    for (Item item : batch) {
      byStore
          .computeIfAbsent(item.store(), store -> new HashMap<>())
          .computeIfAbsent(item.aggregateId(), id -> new ArrayList<>())
          .add(item.event().id());
    }
    for (Map.Entry<AggregateStore<?, ?, ?>, Map<String, List<String>>> entry : byStore.entrySet()) {
      while (true) {
        try {
          entry.getKey().acknowledge(entry.getValue());
          break;
        } catch (RuntimeException e) {
          log.warn(
              "Cannot mark events of {} as published yet: {}",
              entry.getKey().name(),
              e.getClass().getSimpleName());
          if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            break;
          }
        }
      }
    }
    batch.forEach(this::finish);
  }

  private void sweep() {
    while (!over(stopping)) {
      try {
        boolean asked = wakeUps.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
        // Whoever publishes the events in front needs a moment to get its acknowledgement.
        if (asked && stopping.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        sweepOnce();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("Cannot look for unpublished events: {}", e.getClass().getSimpleName());
      }
    }
  }

  /** Publishes what nobody is publishing; returns how many aggregates had something. */
  public int sweepOnce() {
    int found = 0;
    for (AggregateStore<?, ?, ?> store : stores) {
      if (queue.remainingCapacity() < QUEUE / 2) {
        return found;
      }
      for (List<OutboxEntry> events : store.claimUnpublished(SWEEP_BATCH)) {
        found++;
        publish(store, events.getFirst().subject(), events);
      }
    }
    if (found > 0) {
      wake();
    }
    return found;
  }

  /**
   * Publishes what is at hand, for a few seconds at most, and stops. The rest is swept up later.
   */
  @Override
  public void close() {
    stopping.countDown();
    for (Thread thread : threads) {
      if (thread.getName().equals(SEND)) {
        join(thread);
      }
    }
    sender.close();
    closed.countDown();
    threads.forEach(OutboxRelay::join);
  }

  private static boolean over(CountDownLatch latch) {
    return latch.getCount() == 0;
  }

  private static void join(Thread thread) {
    try {
      if (!thread.join(Duration.ofSeconds(4))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
