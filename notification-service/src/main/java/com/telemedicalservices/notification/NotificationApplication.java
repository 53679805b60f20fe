package com.telemedicalservices.notification;

import com.mongodb.client.model.Indexes;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import com.telemedicalservices.kit.web.ServiceClients;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.Recipient;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientPolicy;
import com.telemedicalservices.notification.domain.RecipientState;
import com.telemedicalservices.notification.domain.Templates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Tells patients and staff what they have to know, once, over channels they have agreed to. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
public class NotificationApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(NotificationApplication.class, args);
  }

  @Bean
  MessagePolicy messagePolicy(NotificationProperties properties) {
    return properties.messages().policy();
  }

  @Bean
  RecipientPolicy recipientPolicy(NotificationProperties properties) {
    return properties.recipients().policy();
  }

  @Bean
  Message message(MessagePolicy policy) {
    return new Message(policy);
  }

  @Bean
  Recipient recipient(RecipientPolicy policy) {
    return new Recipient(policy);
  }

  @Bean
  Templates templates(NotificationProperties properties, MessagePolicy policy) {
    return new Templates(policy, properties.clinicName(), properties.portalUrl().toString());
  }

  @Bean
  SmtpChannel smtpChannel(
      JavaMailSenderImpl settings,
      NotificationProperties properties,
      Clock clock,
      MeterRegistry meters) {
    return new SmtpChannel(settings, properties.from(), clock, meters);
  }

  @Bean
  AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients(
      Stores stores,
      Recipient recipient,
      ServiceClients clients,
      NotificationProperties properties,
      Clock clock) {
    return stores
        .of("recipients", recipient, RecipientState.class)
        .index("phone", Indexes.ascending("state.contact.phoneKey"))
        .attempts(new ContactCopying(clients, properties.zone(), clock))
        .open();
  }

  @Bean
  AggregateStore<MessageState, MessageCommand, NotificationEvent> messages(
      Stores stores,
      Message message,
      AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients,
      Templates templates,
      SmtpChannel smtp,
      NotificationProperties properties) {
    return stores
        .of("messages", message, MessageState.class)
        .index("patient", Indexes.descending("state.letter.patientId", "state.createdAt", "_id"))
        .attempts(
            new MessageSending(
                recipients, templates, smtp, properties.onCallAddress(), properties.zone()))
        .open();
  }
}
