package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Columbia suicide-risk screener, recent version (DOMAIN §3.2). Questions 1 and 2 are asked; a
 * yes to 2 asks 3, 4 and 5; then 6 is asked, and a yes to it asks whether it was in the past three
 * months. The tier is the highest of all answers given.
 */
public final class CssrsScreener {

  /** The form's code. */
  public static final String FORM = "c-ssrs-screener";

  /** Version of the mapping from answers to tier. */
  public static final String SCORER_VERSION = "c-ssrs-screener/1";

  /** The answer "yes". */
  public static final Answer YES = new Answer.Text("LA33-6");

  /** The answer "no". */
  public static final Answer NO = new Answer.Text("LA32-8");

  /** Question 1: a wish to be dead. */
  public static final String WISH_TO_BE_DEAD = "93246-7";

  /** Question 2: non-specific active thoughts. Yes asks 3, 4 and 5. */
  public static final String ACTIVE_THOUGHTS = "93247-5";

  /** Question 3: thinking how. */
  public static final String METHOD = "93248-3";

  /** Question 4: some intent. */
  public static final String INTENT = "93249-1";

  /** Question 5: plan and intent. */
  public static final String PLAN = "93250-9";

  /** Question 6: behaviour, ever. Yes asks 6b. */
  public static final String BEHAVIOUR = "93267-3";

  /** Question 6b: behaviour within three months. */
  public static final String RECENT_BEHAVIOUR = "93269-9";

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(WISH_TO_BE_DEAD, RiskTier.LOW, Optional.empty()),
          new Question(ACTIVE_THOUGHTS, RiskTier.LOW, Optional.empty()),
          new Question(METHOD, RiskTier.MODERATE, Optional.of(ACTIVE_THOUGHTS)),
          new Question(INTENT, RiskTier.HIGH, Optional.of(ACTIVE_THOUGHTS)),
          new Question(PLAN, RiskTier.HIGH, Optional.of(ACTIVE_THOUGHTS)),
          new Question(BEHAVIOUR, RiskTier.MODERATE, Optional.empty()),
          new Question(RECENT_BEHAVIOUR, RiskTier.HIGH, Optional.of(BEHAVIOUR)));

  private CssrsScreener() {}

  private record Question(String linkId, RiskTier tierIfYes, Optional<String> askedAfterYesTo) {

    boolean isYes(Map<String, Answer> answers) {
      return YES.equals(answers.get(linkId));
    }

    boolean isAnswered(Map<String, Answer> answers) {
      Answer answer = answers.get(linkId);
      return YES.equals(answer) || NO.equals(answer);
    }

    boolean isAsked(Map<String, Answer> answers) {
      return askedAfterYesTo.isEmpty() || YES.equals(answers.get(askedAfterYesTo.get()));
    }

    /** Yes, although the question it follows was answered with no. */
    boolean contradicts(Map<String, Answer> answers) {
      return isYes(answers)
          && askedAfterYesTo.isPresent()
          && NO.equals(answers.get(askedAfterYesTo.get()));
    }
  }

  /** What a set of answers, complete or not, says about the patient. */
  public sealed interface Result {

    /** The tier to act on while nobody has spoken to the patient. */
    RiskTier tier();
  }

  /** Every question that was to be asked is answered. */
  public record Complete(RiskTier tier) implements Result {}

  /**
   * Questions are still open.
   *
   * @param tier the tier of the answers given so far
   * @param missing the questions open
   * @param followUpMissing whether one of them follows a yes; handed in like this, it counts as
   *     HIGH until a human has spoken to the patient
   */
  public record Incomplete(RiskTier tier, List<String> missing, boolean followUpMissing)
      implements Result {}

  /**
   * A question was answered with yes that the answers before rule out. It cannot be scored, and
   * counts as HIGH until a human has spoken to the patient.
   *
   * @param linkIds the questions out of flow
   */
  public record Contradictory(List<String> linkIds) implements Result {
    @Override
    public RiskTier tier() {
      return RiskTier.HIGH;
    }
  }

  /** LOINC codes of the questions, in order. */
  public static List<String> items() {
    return QUESTIONS.stream().map(Question::linkId).toList();
  }

  /** What these answers say. */
  public static Result assess(Map<String, Answer> answers) {
    RiskTier tier = RiskTier.NONE;
    List<String> missing = new ArrayList<>();
    List<String> contradictory = new ArrayList<>();
    boolean followUpMissing = false;
    for (Question question : QUESTIONS) {
      if (question.isYes(answers)) {
        tier = tier.atLeast(question.tierIfYes());
      }
      if (question.contradicts(answers)) {
        contradictory.add(question.linkId());
      }
      if (question.isAsked(answers) && !question.isAnswered(answers)) {
        missing.add(question.linkId());
        followUpMissing |= question.askedAfterYesTo().isPresent();
      }
    }
    if (!contradictory.isEmpty()) {
      return new Contradictory(List.copyOf(contradictory));
    }
    return missing.isEmpty()
        ? new Complete(tier)
        : new Incomplete(tier, List.copyOf(missing), followUpMissing);
  }

  /** The score of complete answers. */
  public static Optional<Score.Tier> score(Map<String, Answer> answers) {
    return assess(answers) instanceof Complete(RiskTier tier)
        ? Optional.of(new Score.Tier(FORM, SCORER_VERSION, tier))
        : Optional.empty();
  }
}
