package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service's share of a topic: each partition has one reader at a time, which commits how far it
 * has come. When nothing is heard of it, another goes on from there after a while, and what it
 * commits then, should it have stood still only, no longer counts.
 *
 * @param <E> the events of the topic
 */
final class Subscription<E extends Event> {

  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
  private static final double SECOND_READERS = 0.005;
  private static final double COMES_AGAIN = 0.005;
  private static final double PUT_ASIDE = 0.005;

  private final SimulatedService service;
  private final World world;
  private final Topic topic;
  private final Class<E> family;
  private final Reactions<E> reactions;
  private final int[] committed = new int[Bus.PARTITIONS];
  private final @Nullable Instance[] readers = new Instance[Bus.PARTITIONS];
  private final int[] readersLives = new int[Bus.PARTITIONS];
  private final int[] generations = new int[Bus.PARTITIONS];

  /** What kept an event from being taken is mended before it is given again. */
  private final Set<String> putAside = new HashSet<>();

  Subscription(SimulatedService service, Topic topic, Class<E> family, Reactions<E> reactions) {
    this.service = service;
    this.world = service.world();
    this.topic = topic;
    this.family = family;
    this.reactions = reactions;
    service.bus().subscribe(topic, this::wake);
    for (var instance : service.instances()) {
      instance.onSilence(() -> world.after(SESSION_TIMEOUT, this::takeOver));
    }
  }

  Topic topic() {
    return topic;
  }

  /** What an event means here. */
  List<Reaction<?>> to(EventEnvelope<?> event) {
    return reactions.to(narrowed(event));
  }

  private EventEnvelope<E> narrowed(EventEnvelope<?> event) {
    return new EventEnvelope<>(
        event.id(),
        event.source(),
        event.subject(),
        event.sequence(),
        event.time(),
        event.traceparent(),
        family.cast(event.data()));
  }

  private void wake(int partition) {
    if (!isRead(partition)) {
      take(partition);
    }
  }

  private boolean isRead(int partition) {
    var reader = readers[partition];
    return reader != null
        && !reader.isMissedAfter(SESSION_TIMEOUT)
        && reader.life() == readersLives[partition];
  }

  private void takeOver() {
    for (var partition = 0; partition < Bus.PARTITIONS; partition++) {
      if (!isRead(partition)) {
        take(partition);
      }
    }
  }

  private void take(int partition) {
    var reader = service.anyUp();
    if (reader == null) {
      world.after(SESSION_TIMEOUT, () -> wake(partition));
      return;
    }
    readers[partition] = reader;
    readersLives[partition] = reader.life();
    read(reader, partition, ++generations[partition]);
  }

  private void read(Instance by, int partition, int generation) {
    by.soon(
        () -> {
          if (generation != generations[partition]) {
            return;
          }
          var log = service.bus().log(topic, partition);
          if (service.bus().isAway()) {
            by.later(SESSION_TIMEOUT, () -> read(by, partition, generation));
          } else if (committed[partition] >= log.size()) {
            readers[partition] = null;
          } else {
            var event = log.get(committed[partition]);
            if (!world.has(Protection.COMMITTED_AFTER_APPLYING)) {
              committed[partition]++;
            }
            disturb(event);
            if (world.strikes(Fault.DEAD_LETTERS, PUT_ASIDE) && putAside.add(event.id())) {
              putAside(event);
              commit(by, partition, generation);
            } else {
              apply(by, event, 0, to(event), () -> commit(by, partition, generation));
            }
          }
        });
  }

  private void commit(Instance by, int partition, int generation) {
    by.soon(
        () -> {
          if (generation == generations[partition]
              && world.has(Protection.COMMITTED_AFTER_APPLYING)) {
            committed[partition]++;
          }
          read(by, partition, generation);
        });
  }

  private void apply(
      Instance by, EventEnvelope<?> event, int index, List<Reaction<?>> all, Runnable done) {
    if (index == all.size()) {
      done.run();
    } else {
      service.apply(by, all.get(index), event, () -> apply(by, event, index + 1, all, done));
    }
  }

  /** Others read the same at the same time, or it is published once more, much later. */
  private void disturb(EventEnvelope<?> event) {
    if (world.strikes(Fault.SECOND_READERS, SECOND_READERS)) {
      var second = service.anyUp();
      if (second != null) {
        apply(second, event, 0, to(event), () -> {});
      }
    }
    if (world.strikes(Fault.REPETITIONS, COMES_AGAIN)) {
      world.after(
          world.luck().between(Duration.ofSeconds(1), Duration.ofDays(3)),
          () -> service.bus().append(event));
    }
  }

  /** A dead letter, given again after others have come. */
  private void putAside(EventEnvelope<?> event) {
    world.tell(service.name(), "puts " + event.id() + " aside");
    world.after(
        world.luck().between(Duration.ofMinutes(10), Duration.ofDays(2)),
        () -> service.bus().append(event));
  }
}
