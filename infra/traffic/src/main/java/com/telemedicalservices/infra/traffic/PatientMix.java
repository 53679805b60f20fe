package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.infra.traffic.PatientPlan.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/**
 * Draws synthetic patients from a seed. The same seed draws the same ones; how many live which
 * story does not depend on it, so that small groups meet the rare stories too.
 */
final class PatientMix {

  private static final Duration ARRIVALS = Duration.ofDays(9);
  private static final int WAKING_HOUR = 8;
  private static final int WAKING_HOURS = 12;

  private final Random random;
  private final Faker faker;

  private PatientMix(long seed) {
    random = new Random(seed);
    faker = new Faker(Locale.US, new Random(seed));
  }

  /** So many patients of this seed, in the order they arrive. */
  static List<PatientPlan> of(long seed, int patients) {
    PatientMix mix = new PatientMix(seed);
    List<Story> stories = stories(patients);
    Collections.shuffle(stories, mix.random);
    List<PatientPlan> plans = new ArrayList<>();
    for (int number = 1; number <= patients; number++) {
      plans.add(mix.patient(number, stories.get(number - 1)));
    }
    plans.sort(Comparator.comparing(PatientPlan::arrivesAfter));
    return List.copyOf(plans);
  }

  /** Shares the patients out among the stories, what is left over to the largest remainders. */
  private static List<Story> stories(int patients) {
    Map<Story, Integer> remainders = new EnumMap<>(Story.class);
    List<Story> all = new ArrayList<>();
    for (Story story : Story.values()) {
      int hundredths = story.inHundred() * patients;
      all.addAll(Collections.nCopies(hundredths / 100, story));
      remainders.put(story, hundredths % 100);
    }
    List<Story> next = new ArrayList<>(remainders.keySet());
    next.sort(
        Comparator.<Story>comparingInt(story -> remainders.getOrDefault(story, 0)).reversed());
    all.addAll(next.subList(0, patients - all.size()));
    return all;
  }

  private PatientPlan patient(int number, Story story) {
    String first = faker.name().firstName();
    String last = faker.name().lastName();
    return new PatientPlan(
        number,
        first + " " + last,
        // A top-level domain that is kept free for examples.
        "patient-%d.%s@mail.example".formatted(number, lettersOf(last)),
        "+1602555%04d".formatted(100 + number % 100),
        chance(15) ? "es" : "en",
        21 + random.nextInt(55),
        story,
        arrival(),
        tier(story),
        1 + random.nextInt(2) + (chance(30) ? 1 : 0),
        chance(30) && !story.beginsInCrisis()
            ? Duration.ofHours(20 + random.nextInt(60))
            : Duration.ZERO,
        Duration.ofMinutes(30L + random.nextInt(8 * 60)),
        habits(),
        missedSessions(story),
        movedSession(story),
        missedCheckIns(),
        2 + random.nextInt(3));
  }

  private static String lettersOf(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  /** Some day of the first ones, at a time of day people are awake. */
  private Duration arrival() {
    return Duration.ofDays(random.nextInt((int) ARRIVALS.toDays()))
        .plusHours(WAKING_HOUR)
        .plusMinutes(random.nextInt(WAKING_HOURS * 60));
  }

  private RiskTier tier(Story story) {
    if (story.beginsInCrisis()) {
      return RiskTier.HIGH;
    }
    int drawn = random.nextInt(100);
    return drawn < 12 ? RiskTier.MODERATE : drawn < 35 ? RiskTier.LOW : RiskTier.NONE;
  }

  private Set<Habit> habits() {
    Set<Habit> habits = EnumSet.noneOf(Habit.class);
    if (chance(20)) {
      habits.add(Habit.DOUBLE_CLICKS);
    }
    if (chance(15)) {
      habits.add(Habit.SAVES_FROM_STALE_DEVICE);
    }
    return habits;
  }

  private Set<Integer> missedSessions(Story story) {
    Set<Integer> missed = new HashSet<>();
    if (story == Story.FINISHES && chance(15)) {
      missed.add(2 + random.nextInt(PatientPlan.SESSIONS - 1));
      if (chance(20)) {
        missed.add(2 + random.nextInt(PatientPlan.SESSIONS - 1));
      }
    }
    return missed;
  }

  private int movedSession(Story story) {
    return story == Story.FINISHES && chance(20) ? 3 + random.nextInt(PatientPlan.SESSIONS - 2) : 0;
  }

  private Set<Integer> missedCheckIns() {
    Set<Integer> missed = new HashSet<>();
    if (chance(20)) {
      for (int drawn = 0; drawn < 2; drawn++) {
        missed.add(3 + random.nextInt(12));
      }
    }
    return missed;
  }

  private boolean chance(int inHundred) {
    return random.nextInt(100) < inHundred;
  }
}
