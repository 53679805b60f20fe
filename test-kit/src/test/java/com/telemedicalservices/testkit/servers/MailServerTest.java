package com.telemedicalservices.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class MailServerTest {

  @Test
  void takes_a_message_for_anybody_and_lists_it() throws Exception {
    try (var server = MailServer.inMemory()) {
      send(server, "somebody@example.org", "Your visit");

      var listed = JsonMapper.shared().readTree(get(server, "/messages")).get(0);
      assertThat(listed.get("to").asString()).isEqualTo("somebody@example.org");
      assertThat(listed.get("subject").asString()).isEqualTo("Your visit");
      assertThat(listed.get("headers").get("X-Message-Key").asString()).isEqualTo("Your visit/1");
      assertThat(listed.get("messageId").asString()).isNotEmpty();
      assertThat(listed.get("receivedAt").asString()).endsWith("Z");
      assertThat(listed.get("text").asString()).isEqualTo("See you.");
    }
  }

  @Test
  void lists_only_what_came_after_a_number() throws Exception {
    try (var server = MailServer.inMemory()) {
      send(server, "a@example.org", "one");
      send(server, "b@example.org", "two");

      assertThat(get(server, "/messages?after=1")).contains("two").doesNotContain("one");
      assertThat(get(server, "/messages?after=2")).isEqualTo("[]");
    }
  }

  @Test
  void keeps_its_messages_and_its_port_while_it_is_away() throws Exception {
    try (var server = MailServer.inMemory()) {
      send(server, "a@example.org", "before");

      server.stop();
      assertThatThrownBy(() -> send(server, "a@example.org", "lost"))
          .isInstanceOf(MessagingException.class);
      server.start();
      send(server, "a@example.org", "after");

      assertThat(server.messages()).extracting(Mail::subject).containsExactly("before", "after");
    }
  }

  @Test
  void keeps_its_messages_on_disk_and_drops_half_a_line(@TempDir Path directory) throws Exception {
    try (var server = MailServer.onDisk(directory, 0, 0)) {
      send(server, "a@example.org", "kept");
    }
    Files.writeString(directory.resolve("mail.jsonl"), "{\"numb", StandardOpenOption.APPEND);

    try (var server = MailServer.onDisk(directory, 0, 0)) {
      send(server, "a@example.org", "next");
      assertThat(server.messages()).extracting(Mail::subject).containsExactly("kept", "next");
      assertThat(server.messages()).extracting(Mail::number).containsExactly(1L, 2L);
    }
  }

  private static void send(MailServer server, String to, String subject) throws MessagingException {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", String.valueOf(server.smtpPort()));
    var message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("clinic@example.org"));
    message.setRecipients(MimeMessage.RecipientType.TO, to);
    message.setSubject(subject);
    message.setHeader("X-Message-Key", subject + "/1");
    message.setText("See you.");
    Transport.send(message);
  }

  private static String get(MailServer server, String path)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
