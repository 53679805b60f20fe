package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The C-SSRS screener "since last contact" (DOMAIN §3.2). Its items have codes of our own: the
 * LOINC items 1 to 5 ask about one month.
 */
public final class Cssrs {

  /** Version of text and scoring. */
  public static final String VERSION = "cssrs-since-last-contact-1";

  public static final String WISH_TO_BE_DEAD = "cssrs-slc-1";
  public static final String THOUGHTS = "cssrs-slc-2";
  public static final String METHOD = "cssrs-slc-3";
  public static final String INTENT = "cssrs-slc-4";
  public static final String PLAN = "cssrs-slc-5";
  public static final String BEHAVIOUR = "cssrs-slc-6";
  public static final String BEHAVIOUR_RECENT = "cssrs-slc-6b";

  static final List<String> ITEMS =
      List.of(WISH_TO_BE_DEAD, THOUGHTS, METHOD, INTENT, PLAN, BEHAVIOUR, BEHAVIOUR_RECENT);

  private Cssrs() {}

  /** How far the answers can be relied on. */
  public enum Outcome {
    COMPLETE,
    /** Something was answered with yes, and something that had to be asked then was not. */
    INCOMPLETE,
    /** An item was answered with yes that was not to be asked. */
    CONTRADICTORY,
    /** Nothing was answered with yes, and not everything was answered. */
    UNANSWERED
  }

  /**
   * What the answers show.
   *
   * @param outcome how far they can be relied on
   * @param tier the tier to act on: HIGH when incomplete or contradictory, until a human has spoken
   *     to the patient
   * @param missing the items that had to be answered and were not
   */
  public record Result(Outcome outcome, RiskTier tier, List<String> missing) {}

  /** Scores answers, 1 for yes and 0 for no, by item code. */
  public static Result score(Map<String, Integer> answers) {
    boolean askedForThoughts = yes(answers, THOUGHTS);
    boolean askedForRecent = yes(answers, BEHAVIOUR);
    boolean outOfFlow =
        (!askedForThoughts && Stream.of(METHOD, INTENT, PLAN).anyMatch(i -> yes(answers, i)))
            || (!askedForRecent && yes(answers, BEHAVIOUR_RECENT));
    List<String> missing =
        Stream.of(
                WISH_TO_BE_DEAD,
                THOUGHTS,
                askedForThoughts ? METHOD : null,
                askedForThoughts ? INTENT : null,
                askedForThoughts ? PLAN : null,
                BEHAVIOUR,
                askedForRecent ? BEHAVIOUR_RECENT : null)
            .filter(Objects::nonNull)
            .filter(item -> answer(answers, item) == null)
            .toList();
    if (outOfFlow) {
      return new Result(Outcome.CONTRADICTORY, RiskTier.HIGH, missing);
    }
    if (missing.isEmpty()) {
      return new Result(Outcome.COMPLETE, tier(answers), missing);
    }
    return ITEMS.stream().anyMatch(item -> yes(answers, item))
        ? new Result(Outcome.INCOMPLETE, RiskTier.HIGH, missing)
        : new Result(Outcome.UNANSWERED, RiskTier.NONE, missing);
  }

  private static RiskTier tier(Map<String, Integer> answers) {
    if (yes(answers, INTENT) || yes(answers, PLAN) || yes(answers, BEHAVIOUR_RECENT)) {
      return RiskTier.HIGH;
    }
    if (yes(answers, METHOD) || yes(answers, BEHAVIOUR)) {
      return RiskTier.MODERATE;
    }
    return yes(answers, WISH_TO_BE_DEAD) || yes(answers, THOUGHTS) ? RiskTier.LOW : RiskTier.NONE;
  }

  private static boolean yes(Map<String, Integer> answers, String item) {
    Boolean answer = answer(answers, item);
    return answer != null && answer;
  }

  /** An answer that is neither yes nor no is none. */
  private static @Nullable Boolean answer(Map<String, Integer> answers, String item) {
    Integer value = answers.get(item);
    if (value == null) {
      return null;
    }
    return switch (value) {
      case 0 -> false;
      case 1 -> true;
      default -> null;
    };
  }
}
