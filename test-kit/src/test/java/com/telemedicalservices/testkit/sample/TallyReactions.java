package com.telemedicalservices.testkit.sample;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.List;

/** A tally notes why candidates are declined. */
public record TallyReactions(Tally tally) implements Reactions<ReviewEvent> {

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends ReviewEvent> event) {
    return event.data() instanceof ReviewEvent.CandidateDeclined declined
        ? List.of(
            new Reaction<>(
                tally, declined.episodeId(), new Tally.Command.Noted(declined.reasonCode())))
        : List.of();
  }
}
