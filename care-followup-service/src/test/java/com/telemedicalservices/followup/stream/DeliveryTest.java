package com.telemedicalservices.followup.stream;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.testkit.delivery.DeliveryContract;
import com.telemedicalservices.testkit.delivery.SampleHistory;
import com.telemedicalservices.testkit.delivery.TestService;
import java.util.List;

/** Follow-ups under duplicates, reordering, crashes and company. */
class DeliveryTest extends DeliveryContract {

  private final FollowUp followUp = new FollowUp(FollowUpPolicy.defaults());

  @Override
  protected TestService service() {
    return TestService.named("care-followup-service")
        .keeps("followUps", followUp, FollowUpState.class)
        .consumes(Topic.INTAKE, new IntakeReactions(followUp))
        .consumes(Topic.REVIEW, new ReviewReactions(followUp))
        .consumes(Topic.SCHEDULING, new SchedulingReactions(followUp))
        .consumes(Topic.NOTIFICATION, new NotificationReactions(followUp));
  }

  @Override
  protected List<Event> history(String id) {
    return SampleHistory.of(id, Topic.INTAKE, Topic.REVIEW, Topic.SCHEDULING, Topic.NOTIFICATION);
  }

  @Override
  protected List<Reaction<?>> requests(String id) {
    return List.of();
  }
}
