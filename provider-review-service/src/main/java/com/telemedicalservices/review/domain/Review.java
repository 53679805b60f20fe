package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
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
  private final Basis basis;

  /**
   * @param basis what reviews are decided by
   */
  public Review(Basis basis) {
    this.basis = basis;
    this.facts = new FactRules();
    this.providers = new ProviderRules(basis);
    this.time = new TimeRules(basis.policy());
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
    Turn turn = new Turn(known, now, basis);
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
