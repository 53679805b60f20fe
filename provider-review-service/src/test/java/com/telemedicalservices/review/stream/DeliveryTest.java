package com.telemedicalservices.review.stream;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.review.CandidacyRules;
import com.telemedicalservices.review.WorkUpPlans;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewPolicy;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.testkit.delivery.DeliveryContract;
import com.telemedicalservices.testkit.delivery.SampleHistory;
import com.telemedicalservices.testkit.delivery.TestService;
import java.util.List;

/** Reviews under duplicates, reordering, crashes and company. */
class DeliveryTest extends DeliveryContract {

  private final Review review =
      new Review(
          new Basis(ReviewPolicy.defaults(), CandidacyRules.shipped(), WorkUpPlans.shipped()));

  @Override
  protected TestService service() {
    return TestService.named("provider-review-service")
        .keeps("reviews", review, ReviewState.class)
        .consumes(Topic.INTAKE, new IntakeReactions(review))
        .consumes(Topic.SCHEDULING, new SchedulingReactions(review))
        .consumes(Topic.FOLLOW_UP, new FollowUpReactions(review));
  }

  @Override
  protected List<Event> history(String id) {
    return SampleHistory.of(id, Topic.INTAKE, Topic.SCHEDULING, Topic.FOLLOW_UP);
  }

  @Override
  protected List<Reaction<?>> requests(String id) {
    return List.of();
  }
}
