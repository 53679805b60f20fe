package com.telemedicalservices.testkit.delivery;

import com.telemedicalservices.kit.outbox.EventSender;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The way to Kafka in three of a process's steps: a message is handed over, it leaves the process a
 * few milliseconds later, and its fate is told. A process that dies in between takes with it what
 * it had handed over, as a producer's buffer does; what has left arrives, but nobody is told. The
 * real sender is shared by many processes and outlives them.
 */
final class CrashingSender implements EventSender {

  private static final ScheduledExecutorService BUFFER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("buffer").factory());

  private final EventSender real;
  private final Steps steps;

  CrashingSender(EventSender real, Steps steps) {
    this.real = real;
    this.steps = steps;
  }

  @Override
  public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
    take(
        "kafka.send",
        () -> {
          Future<?> _ = BUFFER.schedule(() -> leave(message, settled), 3, TimeUnit.MILLISECONDS);
        });
    return Taken.TAKEN;
  }

  private void leave(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
    take(
        "kafka.leave",
        () -> {
          switch (real.send(message, fate -> tell(settled, fate))) {
            case TAKEN -> {}
            case NOT_NOW -> tell(settled, Failure.NOT_NOW);
            case NEVER -> tell(settled, Failure.NEVER);
          }
        });
  }

  private void tell(Consumer<Failure> settled, Failure fate) {
    take("kafka.settled", () -> settled.accept(fate));
  }

  private void take(String step, Runnable real) {
    try {
      steps.take(
          step,
          () -> {
            real.run();
            return step;
          });
    } catch (SimulatedCrash e) {
      // Nobody is there any more to be told.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // The real one is shared.
  }
}
