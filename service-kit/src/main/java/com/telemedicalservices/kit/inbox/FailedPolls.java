package com.telemedicalservices.kit.inbox;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Has a poll that failed taken again, for as long as it takes: the consumer goes back to where the
 * poll began and asks the broker anew.
 *
 * <p>The records are not kept and handed over again, because the partitions may be another's by
 * then. Who kept them would commit them in the end, and so take back what the other has committed
 * since: the service would seem to be behind, and would take those events again when it starts
 * next.
 */
public final class FailedPolls implements CommonErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(FailedPolls.class);

  /** Far less than the time a consumer may take between polls ({@code max.poll.interval.ms}). */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ThreadLocal<BackOffExecution> pauses =
      ThreadLocal.withInitial(
          () -> {
            ExponentialBackOff pause = new ExponentialBackOff(200, 2.0);
            pause.setMaxInterval(LONGEST_PAUSE.toMillis());
            return pause.start();
          });

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public boolean isAckAfterHandle() {
    return false;
  }

  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> poll,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable invokeListener) {
    log.warn(
        "{} of {} are taken again: {}",
        poll.count(),
        poll.partitions().iterator().next().topic(),
        nameOf(failure));
    poll.partitions().stream()
        .filter(consumer.assignment()::contains)
        .forEach(
            partition -> consumer.seek(partition, poll.records(partition).getFirst().offset()));
    // What Kafka's own client throws here is a commit that failed: the events have been applied,
    // and the broker has had its time.
    if (!(failure instanceof org.apache.kafka.common.KafkaException)) {
      pause(container);
    }
  }

  private void pause(MessageListenerContainer container) {
    try {
      ListenerUtils.stoppableSleep(container, pauses.get().nextBackOff());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted before a poll is taken again", e);
    }
  }

  /** What happens outside of a poll the consumer itself tries again. */
  @Override
  public void handleOtherException(
      Exception failure,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    log.warn("Events cannot be asked for: {}", nameOf(failure));
    pause(container);
  }

  /** Called after a poll that succeeds when the one before it had failed. */
  @Override
  public void clearThreadState() {
    pauses.remove();
  }

  /** Only the name: what an exception says may quote a record. */
  private static String nameOf(Exception failure) {
    return NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName();
  }
}
