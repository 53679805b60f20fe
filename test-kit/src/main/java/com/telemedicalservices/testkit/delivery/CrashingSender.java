package com.telemedicalservices.testkit.delivery;

import com.telemedicalservices.kit.outbox.EventSender;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The way to Kafka, with every message and every word back being one of a process's steps. The real
 * sender is shared by many processes and outlives them: what a process had handed over before it
 * died still arrives, as it does from a network card.
 */
final class CrashingSender implements EventSender {

  private final EventSender real;
  private final Steps steps;

  CrashingSender(EventSender real, Steps steps) {
    this.real = real;
    this.steps = steps;
  }

  @Override
  public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
    try {
      return steps.take("kafka.send", () -> real.send(message, fate -> tell(settled, fate)));
    } catch (SimulatedCrash e) {
      // Nobody hears of it any more.
      return Taken.TAKEN;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void tell(Consumer<Failure> settled, Failure fate) {
    try {
      steps.take(
          "kafka.settled",
          () -> {
            settled.accept(fate);
            return fate;
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
