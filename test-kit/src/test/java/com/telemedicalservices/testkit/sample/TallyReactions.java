package com.telemedicalservices.testkit.sample;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.List;

/** A tally notes why candidates are declined. */
public record TallyReactions(Tally tally) implements Reactions<ReviewEvent> {

  /** A reason for which this translation is broken. */
  public static final String UNTRANSLATABLE = "untranslatable";

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends ReviewEvent> event) {
    if (event.data() instanceof ReviewEvent.CandidateDeclined declined
        && declined.reasonCode().equals(UNTRANSLATABLE)) {
      throw new IllegalStateException("a bug");
    }
    return event.data() instanceof ReviewEvent.CandidateDeclined declined
        ? List.of(
            new Reaction<>(
                tally, declined.episodeId(), new Tally.Command.Noted(declined.reasonCode())))
        : List.of();
  }
}
