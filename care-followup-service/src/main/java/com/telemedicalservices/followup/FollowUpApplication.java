package com.telemedicalservices.followup;

import com.mongodb.client.model.Indexes;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Asks patients how they are between and after infusions, and sees that alerts are dealt with. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(FollowUpProperties.class)
public class FollowUpApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(FollowUpApplication.class, args);
  }

  @Bean
  FollowUpPolicy followUpPolicy(FollowUpProperties properties) {
    return properties.policy();
  }

  @Bean
  FollowUp followUp(FollowUpPolicy policy) {
    return new FollowUp(policy);
  }

  @Bean
  AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps(
      Stores stores, FollowUp followUp) {
    return stores
        .of("followUps", followUp, FollowUpState.class)
        .index("open-p1", Indexes.ascending("state.openAlerts.p1", "_id"))
        .index("open-p2", Indexes.ascending("state.openAlerts.p2", "_id"))
        .index("open-p3", Indexes.ascending("state.openAlerts.p3", "_id"))
        .open();
  }
}
