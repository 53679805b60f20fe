package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.Recipient;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Listens to the topics whose events lead to messages. */
@Configuration(proxyBeanMethods = false)
class EventConsumersConfiguration {

  @Bean
  Mailings mailings(
      com.telemedicalservices.notification.domain.Message message, MessagePolicy policy) {
    return new Mailings(message, policy);
  }

  @Bean
  Consumer<Message<List<byte[]>>> intakeEvents(
      EventConsumers consumers, Mailings mailings, Recipient recipient) {
    return consumers.consumer(Topic.INTAKE, new IntakeReactions(mailings, recipient));
  }

  @Bean
  Consumer<Message<List<byte[]>>> reviewEvents(EventConsumers consumers, Mailings mailings) {
    return consumers.consumer(Topic.REVIEW, new ReviewReactions(mailings));
  }

  @Bean
  Consumer<Message<List<byte[]>>> schedulingEvents(
      EventConsumers consumers, Mailings mailings, Recipient recipient) {
    return consumers.consumer(Topic.SCHEDULING, new SchedulingReactions(mailings, recipient));
  }

  @Bean
  Consumer<Message<List<byte[]>>> followUpEvents(
      EventConsumers consumers, Mailings mailings, MessagePolicy policy) {
    return consumers.consumer(Topic.FOLLOW_UP, new FollowUpReactions(mailings, policy));
  }
}
