package com.telemedicalservices.scheduling.stream;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.scheduling.domain.Treatment;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The topics scheduling listens to. */
@Configuration(proxyBeanMethods = false)
class SchedulingConsumers {

  @Bean
  Consumer<Message<List<byte[]>>> intakeEvents(EventConsumers consumers, Treatment treatment) {
    return consumers.consumer(Topic.INTAKE, new IntakeReactions(treatment));
  }

  @Bean
  Consumer<Message<List<byte[]>>> reviewEvents(EventConsumers consumers, Treatment treatment) {
    return consumers.consumer(Topic.REVIEW, new ReviewReactions(treatment));
  }
}
