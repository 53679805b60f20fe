package com.telemedicalservices.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoDbServerTest {

  @Test
  void answers_the_commands_a_health_check_asks() {
    try (var server = MongoDbServer.inMemory();
        var client = connect(server)) {
      var admin = client.getDatabase("admin");

      assertThat(admin.runCommand(new Document("hello", 1)))
          .containsEntry("isWritablePrimary", true)
          .containsKey("maxWireVersion");
      assertThat(admin.runCommand(new Document("ping", 1))).containsEntry("ok", 1.0);
    }
  }

  @Test
  void keeps_its_address_its_data_and_its_indexes_while_it_is_away() {
    try (var server = MongoDbServer.inMemory();
        var client = connect(server)) {
      var port = server.port();
      holders(client).insertOne(new Document("_id", "first").append("claims", "chair-1"));

      server.stop();
      assertThatThrownBy(() -> holders(client).countDocuments()).isInstanceOf(MongoException.class);
      server.start();

      assertThat(server.port()).isEqualTo(port);
      assertThat(holders(client).countDocuments()).isEqualTo(1);
      assertThatThrownBy(
              () ->
                  holders(client)
                      .insertOne(new Document("_id", "second").append("claims", "chair-1")))
          .isInstanceOf(MongoWriteException.class);
    }
  }

  @Test
  void keeps_its_data_on_disk_for_the_next_server(@TempDir Path directory) {
    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = connect(server)) {
      holders(client).insertOne(new Document("_id", "first").append("claims", "chair-1"));
    }

    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = connect(server)) {
      assertThat(holders(client).find().first()).containsEntry("claims", "chair-1");
    }
  }

  @Test
  void keeps_a_journaled_write_when_its_process_is_killed(@TempDir Path directory)
      throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.inputReader()) {
      var port = Integer.parseInt(output.readLine());
      try (var client = connect(MongoDbServer.uri(port))) {
        holders(client)
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
            .insertOne(new Document("_id", "acknowledged"));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = connect(server)) {
      assertThat(holders(client).find().first()).containsEntry("_id", "acknowledged");
    }
  }

  /** A server in a process of its own, which says its port. */
  static class ServerProcess {
    public static void main(String[] arguments) {
      System.out.println(MongoDbServer.onDisk(Path.of(arguments[0]), 0).port());
    }
  }

  private static MongoClient connect(MongoDbServer server) {
    return connect(server.uri());
  }

  private static MongoClient connect(String uri) {
    return MongoClients.create(uri + "&serverSelectionTimeoutMS=2000");
  }

  private static MongoCollection<Document> holders(MongoClient client) {
    var collection = client.getDatabase("test").getCollection("holders");
    collection.createIndex(
        Indexes.ascending("claims"), new IndexOptions().unique(true).sparse(true).name("claims"));
    return collection;
  }
}
