package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * How people use a service: they ask whichever process answers, ask again under the same key when
 * none does, and sometimes click twice.
 */
final class Desk {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final double DOUBLE_CLICKS = 0.05;
  private static final int MOST_TRIES = 40;

  private final World world;
  private long keys;

  Desk(World world) {
    this.world = world;
  }

  <S, C, E extends Event> void ask(
      SimulatedService service, SimulatedStore<S, C, E> store, String id, C command) {
    ask(service, store, id, command, _ -> {});
  }

  /** The answer comes once, and is never that it is not known. */
  <S, C, E extends Event> void ask(
      SimulatedService service,
      SimulatedStore<S, C, E> store,
      String id,
      C command,
      Consumer<SimulatedStore.Reply> then) {
    var key = "key-" + keys++;
    var answered = new AtomicBoolean();
    attempt(service, store, id, command, key, answered, then, 1);
    if (world.strikes(Fault.DOUBLE_CLICKS, DOUBLE_CLICKS)) {
      attempt(service, store, id, command, key, answered, then, MOST_TRIES);
    }
  }

  private <S, C, E extends Event> void attempt(
      SimulatedService service,
      SimulatedStore<S, C, E> store,
      String id,
      C command,
      String key,
      AtomicBoolean answered,
      Consumer<SimulatedStore.Reply> then,
      int tries) {
    var overtaken = new AtomicBoolean();
    Runnable again =
        () -> {
          if (!answered.get() && overtaken.compareAndSet(false, true) && tries < MOST_TRIES) {
            world.after(
                world.luck().between(SHORTEST_PAUSE, LONGEST_PAUSE),
                () -> attempt(service, store, id, command, key, answered, then, tries + 1));
          }
        };
    var process = service.anyUp();
    if (process == null) {
      again.run();
      return;
    }
    world.after(PATIENCE, again);
    store.handle(
        process,
        id,
        command,
        key,
        reply -> {
          if (reply == SimulatedStore.Reply.UNAVAILABLE) {
            again.run();
          } else if (answered.compareAndSet(false, true)) {
            then.accept(reply);
          }
        });
  }
}
