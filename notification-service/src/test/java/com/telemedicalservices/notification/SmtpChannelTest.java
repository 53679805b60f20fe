package com.telemedicalservices.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.notification.SmtpChannel.Handover;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.Wording;
import com.telemedicalservices.testkit.servers.Mail;
import com.telemedicalservices.testkit.servers.MailServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpChannelTest {

  private static final Letter LETTER =
      new Letter(
          "patient-1",
          "episode-1",
          null,
          MessageKind.DECISION_READY,
          "episode-1",
          "1",
          Channel.EMAIL);

  private static final Wording WORDING =
      new Wording("¿Cómo está?", "Línea uno\n.\nA line after a line with a single dot\n");

  private final SmtpServerStub server = new SmtpServerStub();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_the_server_takes_is_accepted() {
    assertThat(handOver()).isEqualTo(Handover.ACCEPTED);
  }

  @Test
  void an_unknown_mailbox_is_refused_for_good_and_nothing_is_handed_over() {
    server.onRecipient("550 no such mailbox");

    assertThat(handOver()).isEqualTo(Handover.REFUSED);
    assertThat(server.heard()).doesNotContain("DATA");
  }

  @Test
  void a_full_mailbox_may_be_tried_again() {
    server.onRecipient("452 mailbox full");

    assertThat(handOver()).isEqualTo(Handover.REFUSED_FOR_NOW);
  }

  @Test
  void a_refused_sender_says_nothing_about_the_recipient_and_may_be_tried_again() {
    server.onMail("550 we do not know you");

    assertThat(handOver()).isEqualTo(Handover.REFUSED_FOR_NOW);
  }

  @Test
  void a_server_about_to_close_was_not_reached() {
    server.onMail("421 closing");

    assertThat(handOver()).isEqualTo(Handover.NOT_REACHED);
  }

  @Test
  void a_refusal_to_hear_the_message_may_be_tried_again() {
    server.onData("451 busy");

    assertThat(handOver()).isEqualTo(Handover.REFUSED_FOR_NOW);
  }

  @Test
  void a_connection_lost_before_the_message_was_handed_over_leaves_no_doubt() {
    server.onRecipient(SmtpServerStub.HANG_UP);
    assertThat(handOver()).isEqualTo(Handover.NOT_REACHED);

    server.onRecipient("250 OK").onData(SmtpServerStub.HANG_UP);
    assertThat(handOver()).isEqualTo(Handover.NOT_REACHED);
  }

  @Test
  void a_refusal_after_the_message_was_heard_is_a_refusal() {
    server.onEnd("554 spam");
    assertThat(handOver()).isEqualTo(Handover.REFUSED);

    server.onEnd("451 greylisted");
    assertThat(handOver()).isEqualTo(Handover.REFUSED_FOR_NOW);
  }

  @Test
  void a_connection_lost_after_the_message_was_handed_over_leaves_a_doubt() {
    server.onEnd(SmtpServerStub.HANG_UP);

    assertThat(handOver()).isEqualTo(Handover.LOST);
  }

  @Test
  void a_server_that_is_away_was_not_reached() {
    server.close();

    assertThat(handOver()).isEqualTo(Handover.NOT_REACHED);
  }

  @Test
  void an_address_that_is_none_is_refused_without_asking_anybody() {
    assertThat(channel(server.port()).handOver(LETTER, "not an address", WORDING))
        .isEqualTo(Handover.REFUSED);
    assertThat(server.heard()).isEmpty();
  }

  @Test
  void a_server_that_keeps_failing_is_left_alone_for_a_while() {
    server.onMail(SmtpServerStub.HANG_UP);
    SmtpChannel channel = channel(server.port());
    for (int i = 0; i < 10; i++) {
      channel.handOver(LETTER, "ann@example.org", WORDING);
    }
    int heard = server.heard().size();

    assertThat(channel.handOver(LETTER, "ann@example.org", WORDING))
        .isEqualTo(Handover.NOT_REACHED);
    assertThat(server.heard()).hasSize(heard);
  }

  @Test
  void a_mail_says_which_message_it_is_and_has_the_same_id_every_time() {
    try (MailServer real = MailServer.inMemory()) {
      SmtpChannel channel = channel(real.smtpPort());

      channel.handOver(LETTER, "ann@example.org", WORDING);
      channel.handOver(LETTER, "ann@example.org", WORDING);

      assertThat(real.messages())
          .hasSize(2)
          .extracting(Mail::messageId)
          .containsOnly(real.messages().getFirst().messageId());
      Mail mail = real.messages().getFirst();
      assertThat(mail.messageId()).matches("<[0-9a-f]{32}@clinic\\.example>");
      assertThat(mail.subject()).isEqualTo("¿Cómo está?");
      assertThat(mail.text().replace("\r\n", "\n")).isEqualTo(WORDING.body().strip());
      assertThat(mail.headers())
          .containsAllEntriesOf(
              Map.of(
                  "X-Message-Kind", "decision-ready",
                  "X-Subject-Id", "episode-1",
                  "X-Occurrence", "1"));
    }
  }

  private Handover handOver() {
    return channel(server.port()).handOver(LETTER, "ann@example.org", WORDING);
  }

  private static SmtpChannel channel(int port) {
    JavaMailSenderImpl settings = new JavaMailSenderImpl();
    settings.setHost("127.0.0.1");
    settings.setPort(port);
    settings.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "2000");
    settings.getJavaMailProperties().setProperty("mail.smtp.timeout", "2000");
    return new SmtpChannel(
        settings, "no-reply@clinic.example", Clock.systemUTC(), new SimpleMeterRegistry());
  }
}
