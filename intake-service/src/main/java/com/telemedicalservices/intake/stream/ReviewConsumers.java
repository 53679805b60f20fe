package com.telemedicalservices.intake.stream;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.kit.inbox.EventConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The topics the intake service listens to. */
@Configuration(proxyBeanMethods = false)
class ReviewConsumers {

  @Bean
  Consumer<Message<List<byte[]>>> reviewEvents(EventConsumers consumers, Intake intake) {
    return consumers.consumer(Topic.REVIEW, new ReviewReactions(intake));
  }
}
