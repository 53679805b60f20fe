package com.telemedicalservices.infra.peer;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Step two: takes submitted intakes from the queue, many in one transaction, and opens their
 * reviews. Rows another worker holds are skipped.
 */
@Component
class Queue implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Queue.class);
  private static final int WORKERS = 2;
  private static final int BATCH = 100;
  private static final long IDLE_MILLIS = 50;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean running;

  Queue(JdbcTemplate jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** There is something in the queue. */
  void wake() {
    wakeUps.release();
  }

  @Override
  public void start() {
    running = true;
    for (int worker = 0; worker < WORKERS; worker++) {
      Thread.ofPlatform().name("queue-" + worker).start(this::work);
    }
  }

  private void work() {
    while (running) {
      try {
        if (takeBatch() < BATCH) {
          boolean _ = wakeUps.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("The queue does not answer: {}", e.getClass().getSimpleName());
      }
    }
  }

  private int takeBatch() {
    Integer taken =
        transactions.execute(
            status -> {
              List<@Nullable UUID> intakes =
                  jdbc.queryForList(
                      """
                      delete from task where id in
                        (select id from task order by id for update skip locked limit ?)
                      returning intake_id\
                      """,
                      UUID.class,
                      BATCH);
              if (!intakes.isEmpty()) {
                jdbc.batchUpdate(
                    """
                    insert into review (intake_id, status, opened_at)
                    values (?, 'WAITING', now()) on conflict do nothing\
                    """,
                    intakes.stream().map(id -> new Object[] {id}).toList());
              }
              return intakes.size();
            });
    return taken == null ? 0 : taken;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
