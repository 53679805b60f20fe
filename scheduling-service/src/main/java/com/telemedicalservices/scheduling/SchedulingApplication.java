package com.telemedicalservices.scheduling;

import com.mongodb.client.model.Indexes;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import com.telemedicalservices.scheduling.domain.Clinic;
import com.telemedicalservices.scheduling.domain.ClinicCommand;
import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Books whole series of infusions and carries each session through its day. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SchedulingProperties.class)
public class SchedulingApplication {

  public static void main(String[] args) {
    SpringApplication.run(SchedulingApplication.class, args);
  }

  @Bean
  SchedulingPolicy policy(SchedulingProperties properties) {
    return properties.policy();
  }

  @Bean
  Treatment treatment(SchedulingPolicy policy) {
    return new Treatment(policy);
  }

  @Bean
  AggregateStore<ClinicState, ClinicCommand, SchedulingEvent> clinics(Stores stores) {
    return stores.of("clinics", new Clinic(), ClinicState.class).open();
  }

  @Bean
  AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments(
      Stores stores, Treatment treatment) {
    return stores
        .of("treatments", treatment, TreatmentState.class)
        // What is taken in a clinic from a time on, and who comes on a day.
        .index(
            "sessionsByClinic",
            Indexes.ascending("state.sessions.slot.clinicId", "state.sessions.slot.startsAt"))
        .index("patient", Indexes.ascending("state.patientId"))
        .open();
  }
}
