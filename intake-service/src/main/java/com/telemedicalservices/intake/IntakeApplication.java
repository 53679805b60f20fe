package com.telemedicalservices.intake;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Patient;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The intake service: inquiries, forms, screening scores, consents, and the crisis path. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
public class IntakeApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(IntakeApplication.class, args);
  }

  @Bean
  Questionnaires questionnaires() {
    return Questionnaires.shipped();
  }

  @Bean
  QuestionnaireResponses questionnaireResponses(Questionnaires questionnaires) {
    return new QuestionnaireResponses(questionnaires);
  }

  @Bean
  ScoreObservations scoreObservations(Questionnaires questionnaires) {
    return new ScoreObservations(questionnaires);
  }

  @Bean
  Consents consents() {
    return Consents.shipped();
  }

  @Bean
  Intake intake(IntakeProperties properties, Questionnaires questionnaires, Consents consents) {
    return new Intake(
        properties.policy(),
        questionnaires.forms(),
        questionnaires.instruments(),
        consents.forRules(),
        questionnaires.crisisLexicon());
  }

  @Bean
  AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes(Stores stores, Intake intake) {
    return stores.of("intakes", intake, IntakeState.class).open();
  }

  @Bean
  AggregateStore<PatientState, PatientCommand, IntakeEvent> patients(Stores stores) {
    return stores.of("patients", new Patient(), PatientState.class).open();
  }
}
