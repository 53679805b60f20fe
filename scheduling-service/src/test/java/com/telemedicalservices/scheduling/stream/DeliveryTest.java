package com.telemedicalservices.scheduling.stream;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import com.telemedicalservices.testkit.delivery.DeliveryContract;
import com.telemedicalservices.testkit.delivery.SampleHistory;
import com.telemedicalservices.testkit.delivery.TestService;
import java.util.List;

/** Treatments under duplicates, reordering, crashes and company. */
class DeliveryTest extends DeliveryContract {

  private final Treatment treatment = new Treatment(SchedulingPolicy.defaults());

  @Override
  protected TestService service() {
    return TestService.named("scheduling-service")
        .keeps("treatments", treatment, TreatmentState.class)
        .consumes(Topic.INTAKE, new IntakeReactions(treatment))
        .consumes(Topic.REVIEW, new ReviewReactions(treatment));
  }

  @Override
  protected List<Event> history(String id) {
    return SampleHistory.of(id, Topic.INTAKE, Topic.REVIEW);
  }

  @Override
  protected List<Reaction<?>> requests(String id) {
    return List.of();
  }
}
