package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class WithServersTest {

  static final List<TestServers> seen = new ArrayList<>();
  static final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

  @BeforeEach
  void forget() {
    seen.clear();
    contexts.clear();
  }

  @Test
  void a_class_sees_nothing_of_the_class_before_it() {
    run(Leaving.class, Finding.class);

    assertThat(seen).extracting(TestServers::database).doesNotHaveDuplicates().hasSize(2);
    assertThat(seen).extracting(TestServers::kafkaBrokers).containsOnly(shared().kafkaBrokers());
  }

  @Test
  void nested_classes_have_what_their_outer_class_has() {
    run(Outer.class);

    assertThat(seen).hasSize(2).containsOnly(seen.getFirst());
  }

  @Test
  void the_database_is_dropped_when_the_class_is_done() {
    run(Leaving.class);

    try (var client = MongoClients.create(shared().mongoUri())) {
      assertThat(client.listDatabaseNames()).doesNotContain(seen.getFirst().database());
    }
  }

  @Test
  void a_spring_test_finds_the_servers_in_its_environment_and_its_context_closes_after_it() {
    run(Spring.class);

    assertThat(contexts).hasSize(2).containsOnly(contexts.getFirst());
    assertThat(contexts.getFirst().isActive()).isFalse();
  }

  @Test
  void a_class_that_owns_its_servers_shares_them_with_nobody_and_can_stop_them() {
    run(Owning.class);

    assertThat(seen.getFirst().kafkaBrokers()).isNotEqualTo(shared().kafkaBrokers());
    assertThat(seen.getFirst().mongoUri()).isNotEqualTo(shared().mongoUri());
  }

  private static SharedServers shared() {
    return SharedServers.get();
  }

  private static void run(Class<?>... classes) {
    var selectors =
        Arrays.stream(classes)
            .map(DiscoverySelectors::selectClass)
            .toArray(DiscoverySelector[]::new);
    var tests = EngineTestKit.engine("junit-jupiter").selectors(selectors).execute().testEvents();
    assertThat(tests.failed().stream().map(Object::toString)).isEmpty();
    assertThat(tests.succeeded().count()).isPositive();
  }

  private static Admin admin(TestServers servers) {
    return Admin.create(Map.of("bootstrap.servers", servers.kafkaBrokers()));
  }

  @WithServers
  static class Leaving {

    @Test
    void leaves_a_topic_and_a_document(TestServers servers) throws Exception {
      seen.add(servers);
      try (var admin = admin(servers);
          var client = MongoClients.create(servers.mongoUri())) {
        admin.createTopics(Set.of(new NewTopic("intake.events", 1, (short) 1))).all().get();
        client
            .getDatabase(servers.database())
            .getCollection("left")
            .insertOne(new Document("_id", "behind"));
      }
    }
  }

  @WithServers
  static class Finding {

    @Test
    void finds_no_topic(TestServers servers) throws Exception {
      seen.add(servers);
      try (var admin = admin(servers)) {
        assertThat(admin.listTopics().names().get()).isEmpty();
      }
    }
  }

  @WithServers
  static class Outer {

    @Test
    void has_servers(TestServers servers) {
      seen.add(servers);
    }

    @Nested
    class Inner {

      @Test
      void has_servers(TestServers servers) {
        seen.add(servers);
      }
    }
  }

  @WithServers
  @SpringBootTest(classes = Spring.Application.class)
  static class Spring {

    @Autowired ConfigurableApplicationContext context;

    @Test
    void reads_the_properties_a_service_reads(TestServers servers) {
      contexts.add(context);
      assertThat(servers.properties())
          .allSatisfy(
              (name, value) ->
                  assertThat(context.getEnvironment().getProperty(name)).isEqualTo(value));
    }

    @Nested
    class Inner {

      @Test
      void shares_the_context() {
        contexts.add(context);
      }
    }

    @Configuration
    static class Application {}
  }

  @WithServers(owned = true)
  static class Owning {

    @Test
    void takes_the_broker_and_the_database_away(
        TestServers servers, KafkaBroker broker, MongoDbServer mongo) throws Exception {
      seen.add(servers);
      broker.stop();
      mongo.stop();
      broker.start();
      mongo.start();

      try (var admin = admin(servers);
          var client = MongoClients.create(servers.mongoUri())) {
        assertThat(admin.listTopics().names().get()).isEmpty();
        assertThat(client.listDatabaseNames()).doesNotContain(servers.database());
      }
    }
  }
}
