package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The review of one episode: whether a licensed human found the patient a candidate, and whether
 * that still stands. What facts mean is in {@link FactRules}, what providers may do in {@link
 * ProviderRules}, what time alone does in {@link TimeRules}.
 */
public final class Review implements Aggregate<ReviewState, ReviewCommand, ReviewEvent> {

  private final FactRules facts;
  private final ProviderRules providers;
  private final TimeRules time;
  private final ReviewPolicy policy;
  private final RuleSet rules;

  /**
   * @param policy every number a review depends on
   * @param rules what bears on candidacy
   */
  public Review(ReviewPolicy policy, RuleSet rules) {
    this.policy = policy;
    this.rules = rules;
    this.facts = new FactRules();
    this.providers = new ProviderRules(policy);
    this.time = new TimeRules(policy);
  }

  @Override
  public Decision<ReviewState, ReviewEvent> decide(
      @Nullable ReviewState state, ReviewCommand command, Instant now) {
    ReviewState known = state;
    if (known == null) {
      if (!(command instanceof ReviewCommand.Fact first)) {
        return Decision.unknown(
            "unknown-review", "No review of this episode is known; check its id.");
      }
      known = ReviewState.unheardOf(first.episodeId(), first.patientId(), now);
    }
    Turn turn = new Turn(known, now, policy, rules);
    return switch (command) {
      case ReviewCommand.Fact fact -> {
        facts.apply(turn, fact);
        yield turn.done();
      }
      case ReviewCommand.ProviderCommand wanted -> providers.decide(turn, wanted);
      case ReviewCommand.DossierArrived arrived -> {
        time.arrived(turn, arrived.dossier());
        yield turn.done();
      }
      case ReviewCommand.DossierFailed failed -> {
        time.failed(turn, failed);
        yield turn.done();
      }
      case ReviewCommand.TimePassed() -> {
        time.passed(turn);
        yield turn.done();
      }
    };
  }

  @Override
  public @Nullable Instant dueAt(ReviewState state) {
    return time.dueAt(state.phase(), state.queue(), state.question());
  }

  @Override
  public ReviewCommand timePassed() {
    return new ReviewCommand.TimePassed();
  }
}
