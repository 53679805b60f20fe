package com.telemedicalservices.kit;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.telemedicalservices.kit.clock.ClinicClock;
import com.telemedicalservices.kit.clock.MachineTime;
import com.telemedicalservices.kit.due.AttemptRunner;
import com.telemedicalservices.kit.due.DueWorker;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.inbox.DeadLetters;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.kit.inbox.FailedPolls;
import com.telemedicalservices.kit.outbox.EventSender;
import com.telemedicalservices.kit.outbox.KafkaEventSender;
import com.telemedicalservices.kit.outbox.OutboxRelay;
import com.telemedicalservices.kit.outbox.Topics;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Publisher;
import com.telemedicalservices.kit.store.StoreEnvironment;
import com.telemedicalservices.kit.store.Stores;
import com.telemedicalservices.kit.telemetry.OutboxEndpoint;
import com.telemedicalservices.kit.telemetry.StoreHealth;
import com.telemedicalservices.kit.telemetry.StoreMetrics;
import com.telemedicalservices.kit.web.ServiceClients;
import com.telemedicalservices.kit.web.WebConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.cloud.stream.binder.kafka.KafkaListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.integration.config.MessagingAnnotationBeanPostProcessor;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a service everything but its domain: stores, relay, consumers, due work, web, telemetry. A
 * service declares its stores and its consumers as beans and writes its controllers.
 */
@AutoConfiguration
@EnableConfigurationProperties(KitProperties.class)
@Import(WebConfiguration.class)
public class KitAutoConfiguration {

  /**
   * Spring Integration looks for its annotations at every method of every bean, which is a
   * fourteenth of a start. Nobody here uses them: consumers are functions.
   */
  @Bean
  static BeanFactoryPostProcessor noMessagingAnnotations() {
    return beans -> {
      var registry = (BeanDefinitionRegistry) beans;
      Stream.of(
              IntegrationContextUtils.MESSAGING_ANNOTATION_POSTPROCESSOR_NAME,
              MessagingAnnotationBeanPostProcessor.class.getName())
          .filter(registry::containsBeanDefinition)
          .forEach(registry::removeBeanDefinition);
    };
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clinicClock(KitProperties properties, Environment environment) {
    return ClinicClock.of(
        properties.clockFile(), environment.acceptsProfiles(Profiles.of("local")));
  }

  @Bean
  @ConditionalOnMissingBean
  MachineTime machineTime() {
    return MachineTime.system();
  }

  @Bean
  @ConditionalOnMissingBean
  Ids ids() {
    return Ids.timeOrdered();
  }

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  /** Acknowledged means: on the disks of a majority. No call waits for ever. */
  @Bean
  MongoClientSettingsBuilderCustomizer durableWrites(KitProperties properties) {
    int patience = Math.toIntExact(properties.storePatience().toMillis());
    return settings ->
        settings
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .retryWrites(false)
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(2, TimeUnit.SECONDS)
                        .readTimeout(patience, TimeUnit.MILLISECONDS));
  }

  @Bean
  @ConditionalOnMissingBean
  EventSender eventSender(
      KitProperties properties, @Value("${spring.application.name}") String service) {
    return new KafkaEventSender(properties.kafkaBrokers(), service);
  }

  @Bean(destroyMethod = "")
  OutboxRelay outboxRelay(EventSender sender, @Value("${spring.application.name}") String service) {
    return new OutboxRelay(sender, '/' + service);
  }

  @Bean(destroyMethod = "")
  Topics topics(KitProperties properties) {
    return new Topics(properties.kafkaBrokers());
  }

  @Bean(destroyMethod = "")
  AttemptRunner attemptRunner(Clock clock) {
    return new AttemptRunner(clock);
  }

  @Bean(destroyMethod = "")
  DueWorker dueWorker(Stores stores, Clock clock, Ids ids, MeterRegistry meters) {
    return new DueWorker(stores, clock, ids.next(), meters);
  }

  @Bean(destroyMethod = "")
  Stores stores(
      MongoClient client,
      @Value("${spring.mongodb.database}") String databaseName,
      MachineTime machineTime,
      StoreEnvironment environment) {
    MongoDatabase database = client.getDatabase(databaseName);
    return new Stores(database, machineTime, environment);
  }

  @Bean
  StoreEnvironment storeEnvironment(
      Clock clock,
      Ids ids,
      EventCodec codec,
      JsonMapper mapper,
      OutboxRelay relay,
      AttemptRunner attempts,
      ObjectProvider<DueWorker> dueWorker,
      MeterRegistry meters,
      KitProperties properties) {
    return new StoreEnvironment() {
      @Override
      public Clock clock() {
        return clock;
      }

      @Override
      public Ids ids() {
        return ids;
      }

      @Override
      public EventCodec codec() {
        return codec;
      }

      @Override
      public Json json() {
        return mapper::writeValueAsString;
      }

      @Override
      public Publisher publisher() {
        return relay;
      }

      @Override
      public Duration patience() {
        return properties.storePatience();
      }

      @Override
      public void dueSoon(Instant dueAt) {
        dueWorker.getObject().dueSoon(dueAt);
      }

      @Override
      public <S, C> void attempt(
          AggregateStore<S, C, ?> store,
          String id,
          Callable<C> attempt,
          @Nullable Instant notAfter) {
        attempts.run(store, id, attempt, notAfter);
      }

      @Override
      public void lostRace(String store) {
        meters.counter("store.lost-races", "store", store).increment();
      }
    };
  }

  @Bean
  DeadLetters deadLetters(
      EventSender sender,
      @Value("${spring.application.name}") String service,
      MeterRegistry meters) {
    return new DeadLetters(sender, service, meters);
  }

  @Bean
  EventConsumers eventConsumers(
      EventCodec codec, Stores stores, DeadLetters deadLetters, Clock clock, MeterRegistry meters) {
    return new EventConsumers(codec, stores, deadLetters, clock, meters);
  }

  /** Hands a poll over as it came, headers and all. */
  @Bean
  BatchMessagingMessageConverter eventBatchConverter() {
    BatchMessagingMessageConverter converter = new BatchMessagingMessageConverter();
    converter.setRawRecordHeader(true);
    return converter;
  }

  /** A poll that fails is taken again for as long as it takes; poison never gets this far. */
  @Bean
  KafkaListenerContainerCustomizer retryForEver() {
    return (container, destination, group) -> container.setCommonErrorHandler(new FailedPolls());
  }

  @Bean
  ServiceClients serviceClients(KitProperties properties, RestClient.Builder builder) {
    return new ServiceClients(properties.services(), builder);
  }

  @Bean
  KitLifecycle.Storage storageLifecycle(Stores stores, OutboxRelay relay) {
    return new KitLifecycle.Storage(stores, relay);
  }

  @Bean
  KitLifecycle.Publishing publishingLifecycle(OutboxRelay relay, Topics topics) {
    return new KitLifecycle.Publishing(relay, topics);
  }

  @Bean
  KitLifecycle.Working workingLifecycle(DueWorker dueWorker, AttemptRunner attempts) {
    return new KitLifecycle.Working(dueWorker, attempts);
  }

  @Bean
  StoreHealth storeHealthIndicator(MongoClient client) {
    return new StoreHealth(client);
  }

  @Bean
  StoreMetrics storeMetrics(Stores stores, OutboxRelay relay, Clock clock) {
    return new StoreMetrics(stores, relay, clock);
  }

  @Bean
  OutboxEndpoint outboxEndpoint(Stores stores) {
    return new OutboxEndpoint(stores);
  }
}
