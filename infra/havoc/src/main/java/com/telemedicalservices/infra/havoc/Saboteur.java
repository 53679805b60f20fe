package com.telemedicalservices.infra.havoc;

import com.telemedicalservices.infra.local.LocalStack;
import com.telemedicalservices.infra.local.StackState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Hits the system at random, here and there at once, but nobody again who has not recovered: what
 * one blow does is bad enough, and this way each can be told from the others.
 */
final class Saboteur {

  private static final String KAFKA = "kafka";
  private static final int SHORTEST_PAUSE = 8;
  private static final int LONGEST_PAUSE = 24;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private static final Recovery RECOVERY = new Recovery(Recovery.LONGEST, Duration.ofMillis(250));

  private final LocalStack stack;
  private final Roads roads;
  private final RandomGenerator random;
  private final Set<Blow> blows;
  private final Consumer<String> teller;
  private final Map<Blow, Integer> struck = new EnumMap<>(Blow.class);
  private final Set<String> hit = new HashSet<>();
  private final List<String> failures = new ArrayList<>();
  private int blowsUnderWay;
  private long lastBlowEnded = System.nanoTime();
  private boolean raging = true;

  /**
   * @param stack what is hit
   * @param roads its network
   * @param random what decides
   * @param blows what may be done
   * @param teller is told of every blow
   */
  Saboteur(
      LocalStack stack,
      Roads roads,
      RandomGenerator random,
      Set<Blow> blows,
      Consumer<String> teller) {
    this.stack = stack;
    this.roads = roads;
    this.random = random;
    this.blows = Set.copyOf(blows);
    this.teller = teller;
  }

  /** Strikes for so long, and waits until everybody has recovered. */
  void rage(Duration length) throws InterruptedException {
    var end = System.nanoTime() + length.toNanos();
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      while (true) {
        Thread.sleep(between(SHORTEST_PAUSE, LONGEST_PAUSE));
        if (System.nanoTime() - end > 0) {
          calm();
          return;
        }
        var blow = any();
        target(blow)
            .ifPresent(
                whom -> {
                  var seed = random.nextLong();
                  var _ = hands.submit(() -> strike(blow, whom, seed));
                });
      }
    }
  }

  private synchronized void calm() {
    raging = false;
  }

  /**
   * When the last blow was over; empty while there are more to come. Those it hit may still be on
   * their way back.
   */
  synchronized OptionalLong calmSince() {
    return raging || blowsUnderWay > 0 ? OptionalLong.empty() : OptionalLong.of(lastBlowEnded);
  }

  /** How often each blow fell. */
  synchronized Map<Blow, Integer> struck() {
    return Map.copyOf(struck);
  }

  /** What did not recover; empty when everything did. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  private Blow any() {
    var sorted = blows.stream().sorted().toList();
    var ticket = random.nextInt(sorted.stream().mapToInt(Blow::weight).sum());
    for (var blow : sorted) {
      ticket -= blow.weight();
      if (ticket < 0) {
        return blow;
      }
    }
    throw new IllegalStateException("Nothing may be done");
  }

  /** Somebody who is well; empty when the one it takes, or everybody, is not. */
  private synchronized Optional<String> target(Blow blow) {
    var candidates =
        (blow == Blow.KAFKA_AWAY ? List.of(KAFKA) : roads.instances())
            .stream().filter(name -> !hit.contains(name)).toList();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    var whom = candidates.get(random.nextInt(candidates.size()));
    hit.add(whom);
    blowsUnderWay++;
    struck.merge(blow, 1, Integer::sum);
    return Optional.of(whom);
  }

  private void strike(Blow blow, String whom, long seed) {
    try {
      var before = running(whom).restarts();
      try {
        hit(blow, whom, new SplittableRandom(seed));
      } finally {
        over();
      }
      // Also when nothing had to start again: nobody else would notice one that stays unwell.
      awaitWell(whom, before + blow.restarts());
      release(whom);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        failures.add("%s, %s: %s".formatted(whom, blow.words(), e.getMessage()));
      }
      teller.accept("%s has not recovered from being %s: %s".formatted(whom, blow.words(), e));
    }
  }

  /** Returns when the blow is over; whoever it hit need not be well yet. */
  private void hit(Blow blow, String whom, RandomGenerator luck)
      throws IOException, InterruptedException {
    switch (blow) {
      case KILL -> {
        tell(whom, blow, Duration.ZERO);
        process(whom).destroyForcibly();
      }
      case STANDSTILL -> {
        var length = between(luck, 65, 90);
        tell(whom, blow, length);
        var process = process(whom);
        signal("STOP", process);
        Thread.sleep(length);
        signal("CONT", process);
      }
      case KAFKA_AWAY -> {
        var length = between(luck, 10, 30);
        tell(whom, blow, length);
        stack.takeAway(whom);
        Thread.sleep(length);
        stack.giveBack(whom);
      }
      case CUT_FROM_KAFKA -> disturb(blow, whom, between(luck, 5, 45), roads.toKafka(whom));
      case CUT_FROM_MONGODB -> disturb(blow, whom, between(luck, 5, 45), roads.toMongodb(whom));
      case SILENCED_TO_KAFKA -> disturb(blow, whom, between(luck, 5, 60), roads.toKafka(whom));
      case SILENCED_TO_MONGODB -> disturb(blow, whom, between(luck, 5, 60), roads.toMongodb(whom));
      case SLOWED -> {
        var length = between(luck, 20, 60);
        tell(whom, blow, length);
        roads.toKafka(whom).slow(Duration.ofMillis(luck.nextInt(20, 300)));
        roads.toMongodb(whom).slow(Duration.ofMillis(luck.nextInt(5, 100)));
        Thread.sleep(length);
        roads.toKafka(whom).open();
        roads.toMongodb(whom).open();
      }
      case ROLLED -> {
        var length = between(luck, 30, 60);
        tell(whom, blow, length);
        var before = running(whom).restarts();
        stack.replaceByOlder(whom);
        awaitWell(whom, before + 1);
        Thread.sleep(length);
        stack.replaceByNewer(whom);
      }
    }
  }

  private void disturb(Blow blow, String whom, Duration length, Road road)
      throws InterruptedException {
    tell(whom, blow, length);
    if (blow == Blow.CUT_FROM_KAFKA || blow == Blow.CUT_FROM_MONGODB) {
      road.cut();
    } else {
      road.silence();
    }
    Thread.sleep(length);
    road.open();
  }

  private synchronized void over() {
    blowsUnderWay--;
    lastBlowEnded = System.nanoTime();
  }

  private synchronized void release(String whom) {
    hit.remove(whom);
  }

  private void tell(String whom, Blow blow, Duration length) {
    teller.accept(
        "%s: %s%s"
            .formatted(
                whom, blow.words(), length.isZero() ? "" : " for " + length.toSeconds() + " s"));
  }

  /** Waits until it has ended so often and is well. */
  private void awaitWell(String name, int restarts) throws InterruptedException {
    RECOVERY.await(() -> running(name).restarts() >= restarts && stack.isWell(name));
  }

  private StackState.Running running(String name) {
    return stack.describe().processes().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no process " + name));
  }

  private ProcessHandle process(String name) {
    return Optional.ofNullable(running(name).pid())
        .flatMap(ProcessHandle::of)
        .orElseThrow(() -> new IllegalStateException("does not run"));
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    var sender = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    if (!sender.waitFor(KILL_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the signal " + name + " could not be sent");
    }
  }

  private Duration between(int least, int most) {
    return between(random, least, most);
  }

  private static Duration between(RandomGenerator luck, int leastSeconds, int mostSeconds) {
    return Duration.ofMillis(luck.nextLong(leastSeconds * 1000L, mostSeconds * 1000L));
  }
}
