package com.telemedicalservices.testkit.delivery;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.clock.MachineTime;
import com.telemedicalservices.kit.outbox.EventSender;
import com.telemedicalservices.kit.outbox.KafkaEventSender;
import com.telemedicalservices.kit.outbox.Topics;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Starts processes of one service, as many as a test wants, on the same database and broker. */
public final class TestProcesses implements AutoCloseable {

  /** Longer than the time for which a process that died has its events to itself. */
  public static final Duration LEASES_ARE_OVER = Duration.ofMinutes(1);

  private final TestService service;
  private final TestServers servers;
  private final MongoClient client;
  private final EventSender sender;

  private TestProcesses(TestService service, TestServers servers) {
    this.service = service;
    this.servers = servers;
    this.client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(servers.mongoUri()))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .build());
    this.sender = new KafkaEventSender(servers.kafkaBrokers(), service.name());
  }

  /** Of this service, on these servers; sees to the topics. */
  public static TestProcesses of(TestService service, TestServers servers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBrokers()))) {
      Topics.create(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The topics cannot be created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while creating topics", e);
    }
    return new TestProcesses(service, servers);
  }

  /** A process that lives. */
  public TestProcess start(Clock clock) {
    return start(clock, Duration.ZERO, new Steps());
  }

  /** A process that sees the leases of all others ended. */
  public TestProcess startWhenLeasesAreOver(Clock clock) {
    return start(clock, LEASES_ARE_OVER, new Steps());
  }

  /** A process whose steps are counted. */
  public TestProcess start(Clock clock, Duration ahead, Steps steps) {
    return start(servers.database(), clock, ahead, steps, sender);
  }

  /** A process with a way to Kafka of its own. */
  public TestProcess start(Clock clock, EventSender itsSender) {
    return start(servers.database(), clock, Duration.ZERO, new Steps(), itsSender);
  }

  TestProcess start(String database, Clock clock, Duration ahead, Steps steps) {
    return start(database, clock, ahead, steps, sender);
  }

  private TestProcess start(
      String database, Clock clock, Duration ahead, Steps steps, EventSender itsSender) {
    InstantSource machine = InstantSource.system();
    MachineTime machineTime = () -> machine.instant().plus(ahead);
    return new TestProcess(service, client, database, itsSender, clock, machineTime, steps).start();
  }

  /** The way to Kafka that its processes share. */
  public EventSender sender() {
    return sender;
  }

  /** The service's database, as it is. */
  public MongoDatabase database() {
    return database(servers.database());
  }

  MongoDatabase database(String name) {
    return client.getDatabase(name);
  }

  /** Everything on a topic by now. */
  public List<TopicReader.Published> published(Topic topic) {
    try (TopicReader reader = TopicReader.of(servers, topic)) {
      return reader.events();
    }
  }

  @Override
  public void close() {
    sender.close();
    client.close();
  }
}
