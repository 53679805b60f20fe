package com.telemedicalservices.kit;

import com.mongodb.MongoException;
import com.telemedicalservices.kit.due.AttemptRunner;
import com.telemedicalservices.kit.due.DueWorker;
import com.telemedicalservices.kit.outbox.OutboxRelay;
import com.telemedicalservices.kit.outbox.Topics;
import com.telemedicalservices.kit.store.Stores;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the parts of the kit in order. Up: store, relay, workers, then (Spring Boot's
 * and Spring Cloud Stream's own) HTTP and consumers. Down: the other way round, so that whatever is
 * still accepted can be written, and whatever is written can be published.
 */
abstract class KitLifecycle implements SmartLifecycle {

  private final int phase;
  private volatile boolean running;

  private KitLifecycle(int phase) {
    this.phase = phase;
  }

  abstract void up();

  abstract void down();

  @Override
  public void start() {
    up();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    down();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return phase;
  }

  /** The database: its indexes are there before the first request is accepted. */
  static final class Storage extends KitLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Storage.class);
    private static final int TRIES = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Stores stores;
    private final OutboxRelay relay;
    private final CountDownLatch stop = new CountDownLatch(1);

    Storage(Stores stores, OutboxRelay relay) {
      super(0);
      this.stores = stores;
      this.relay = relay;
    }

    @Override
    void up() {
      stores.all().forEach(relay::add);
      for (int tries = 1; ; tries++) {
        try {
          stores.createIndexes();
          return;
        } catch (MongoException e) {
          if (tries == TRIES) {
            throw e;
          }
          log.warn("The database does not answer yet ({})", e.getClass().getSimpleName());
          if (stopped(PAUSE)) {
            throw new IllegalStateException("Stopped before the database answered", e);
          }
        }
      }
    }

    private boolean stopped(Duration within) {
      try {
        return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }

    @Override
    void down() {
      stop.countDown();
      stores.close();
    }
  }

  /** The way to Kafka. */
  static final class Publishing extends KitLifecycle {

    private final OutboxRelay relay;
    private final Topics topics;

    Publishing(OutboxRelay relay, Topics topics) {
      super(100);
      this.relay = relay;
      this.topics = topics;
    }

    @Override
    void up() {
      topics.start();
      relay.start();
    }

    @Override
    void down() {
      topics.close();
      relay.close();
    }
  }

  /** What a service does by itself. */
  static final class Working extends KitLifecycle {

    private final DueWorker dueWorker;
    private final AttemptRunner attempts;

    Working(DueWorker dueWorker, AttemptRunner attempts) {
      super(200);
      this.dueWorker = dueWorker;
      this.attempts = attempts;
    }

    @Override
    void up() {
      dueWorker.start();
    }

    @Override
    void down() {
      dueWorker.close();
      attempts.close();
    }
  }
}
