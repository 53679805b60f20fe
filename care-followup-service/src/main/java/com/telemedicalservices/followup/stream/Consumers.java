package com.telemedicalservices.followup.stream;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.kit.inbox.EventConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The topics follow-up listens to. */
@Configuration(proxyBeanMethods = false)
class Consumers {

  @Bean
  Consumer<Message<List<byte[]>>> intakeEvents(EventConsumers consumers, FollowUp followUp) {
    return consumers.consumer(Topic.INTAKE, new IntakeReactions(followUp));
  }

  @Bean
  Consumer<Message<List<byte[]>>> reviewEvents(EventConsumers consumers, FollowUp followUp) {
    return consumers.consumer(Topic.REVIEW, new ReviewReactions(followUp));
  }

  @Bean
  Consumer<Message<List<byte[]>>> schedulingEvents(EventConsumers consumers, FollowUp followUp) {
    return consumers.consumer(Topic.SCHEDULING, new SchedulingReactions(followUp));
  }

  @Bean
  Consumer<Message<List<byte[]>>> notificationEvents(EventConsumers consumers, FollowUp followUp) {
    return consumers.consumer(Topic.NOTIFICATION, new NotificationReactions(followUp));
  }
}
