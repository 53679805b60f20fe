package com.telemedicalservices.testkit.delivery;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.testkit.sample.Tally;
import com.telemedicalservices.testkit.sample.TallyReactions;
import java.util.List;

class TallyDeliveryTest extends DeliveryContract {

  private final Tally tally = new Tally();

  @Override
  protected TestService service() {
    return TestService.named("tally-service")
        .keeps("tallies", tally, Tally.State.class)
        .consumes(Topic.REVIEW, new TallyReactions(tally));
  }

  @Override
  protected List<Event> history(String id) {
    return List.of(declined(id, "one"), declined(id, "two"), declined(id, "three"));
  }

  private Event declined(String id, String mark) {
    return new ReviewEvent.CandidateDeclined("patient", id, mark, "provider", now());
  }

  @Override
  protected List<Reaction<?>> requests(String id) {
    return List.of(
        new Reaction<>(tally, id, new Tally.Command.Add("four")),
        new Reaction<>(tally, id, new Tally.Command.Add("nonsense")),
        new Reaction<>(tally, id, new Tally.Command.Hold(id)),
        new Reaction<>(tally, id, new Tally.Command.Add("five")));
  }
}
