package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.Recipient;
import com.telemedicalservices.notification.domain.RecipientPolicy;
import com.telemedicalservices.notification.domain.RecipientState;
import com.telemedicalservices.testkit.delivery.DeliveryContract;
import com.telemedicalservices.testkit.delivery.SampleHistory;
import com.telemedicalservices.testkit.delivery.TestService;
import java.util.List;

/** Messages and recipients under duplicates, reordering, crashes and company. */
class DeliveryTest extends DeliveryContract {

  private final MessagePolicy policy = MessagePolicy.defaults();
  private final Message message = new Message(policy);
  private final Recipient recipient = new Recipient(RecipientPolicy.defaults());

  @Override
  protected TestService service() {
    Mailings mailings = new Mailings(message, policy);
    return TestService.named("notification-service")
        .keeps("recipients", recipient, RecipientState.class)
        .keeps("messages", message, MessageState.class)
        .consumes(Topic.INTAKE, new IntakeReactions(mailings, recipient))
        .consumes(Topic.REVIEW, new ReviewReactions(mailings))
        .consumes(Topic.SCHEDULING, new SchedulingReactions(mailings, recipient))
        .consumes(Topic.FOLLOW_UP, new FollowUpReactions(mailings, policy));
  }

  @Override
  protected List<Event> history(String id) {
    return SampleHistory.of(id, Topic.INTAKE, Topic.REVIEW, Topic.SCHEDULING, Topic.FOLLOW_UP);
  }

  @Override
  protected List<Reaction<?>> requests(String id) {
    return List.of();
  }
}
