package com.telemedicalservices.review.stream;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.review.domain.Review;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The topics reviews listen to. */
@Configuration(proxyBeanMethods = false)
class ReviewConsumers {

  @Bean
  Consumer<Message<List<byte[]>>> intakeEvents(EventConsumers consumers, Review review) {
    return consumers.consumer(Topic.INTAKE, new IntakeReactions(review));
  }

  @Bean
  Consumer<Message<List<byte[]>>> schedulingEvents(EventConsumers consumers, Review review) {
    return consumers.consumer(Topic.SCHEDULING, new SchedulingReactions(review));
  }

  @Bean
  Consumer<Message<List<byte[]>>> followUpEvents(EventConsumers consumers, Review review) {
    return consumers.consumer(Topic.FOLLOW_UP, new FollowUpReactions(review));
  }
}
