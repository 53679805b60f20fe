package com.telemedicalservices.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.SchedulingEvent.BookedSession;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.clock.MachineTime;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Publisher;
import com.telemedicalservices.kit.store.StoreEnvironment;
import com.telemedicalservices.kit.store.Stores;
import com.telemedicalservices.notification.Http.Reply;
import com.telemedicalservices.notification.domain.Content;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.openapi.OpenApiDocument;
import com.telemedicalservices.testkit.servers.Mail;
import com.telemedicalservices.testkit.servers.MailServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The notification service as patients, staff and the other services meet it. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NotificationJourneyTest {

  private static final MailServer MAIL = MailServer.inMemory();
  private static final IntakeStub INTAKE = new IntakeStub();

  @TestConfiguration
  static class StandingClock {
    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.parse("2026-12-01T16:00:00Z"));
    }
  }

  @DynamicPropertySource
  static void neighbours(DynamicPropertyRegistry registry) {
    registry.add("spring.mail.port", MAIL::smtpPort);
    registry.add("telemedical.services.intake", INTAKE::url);
  }

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  @Autowired MongoClient mongo;
  @Autowired MachineTime machineTime;
  @Autowired StoreEnvironment environment;

  private final String patientId = UUID.randomUUID().toString();
  private final String episodeId = UUID.randomUUID().toString();
  private final String seriesId = UUID.randomUUID().toString();
  private final String email = patientId + "@example.org";
  private OtherServices others;
  private Http http;

  @BeforeEach
  void the_others(TestServers servers) {
    others = new OtherServices(servers.kafkaBrokers(), clock);
    http = new Http(port);
    MAIL.start();
    INTAKE.comeBack();
    INTAKE.knows(patientId, email, "+1602" + Math.abs(patientId.hashCode() % 10_000_000), "en", 1);
  }

  @AfterEach
  void nobody_talks() {
    others.close();
  }

  @AfterAll
  static void everybody_leaves() {
    MAIL.close();
    INTAKE.close();
  }

  @Test
  void an_inquiry_is_answered_once_in_the_patients_language_and_it_is_told(TestServers servers) {
    INTAKE.knows(patientId, email, "+16025550100", "es", 1);
    var inquiry = new IntakeEvent.InquiryReceived(patientId, episodeId, "phoenix", clock.instant());
    String id = others.tell(inquiry);
    others.tellAgain(id, inquiry);

    eventually(() -> assertThat(mails()).hasSize(1));
    Mail mail = mails().getFirst();
    assertThat(mail.subject()).isEqualTo("Gracias por comunicarse con TelemedicalServices");
    assertThat(mail.headers())
        .containsEntry("X-Message-Kind", "intake-invitation")
        .containsEntry("X-Subject-Id", episodeId)
        .containsEntry("X-Occurrence", "1");
    String messageId = episodeId + ":intake-invitation:1:email";
    eventually(
        () -> assertThat(events(servers, messageId)).containsExactly("message.delivered.v1"));
    Reply message = http.get("/api/messages/" + messageId);
    assertThat(message.at("/status").asString()).isEqualTo("DELIVERED");
    assertThat(message.text()).doesNotContain(email);
  }

  @Test
  void the_whole_way_of_a_patient_is_accompanied() {
    consented();
    others.tell(new IntakeEvent.IntakeReminderDue(patientId, episodeId, 1, clock.instant()));
    others.tell(
        new ReviewEvent.InformationRequested(
            patientId, episodeId, "request-1", "LABS", clock.instant()));
    others.tell(
        new ReviewEvent.CandidateDeclined(
            patientId, episodeId, "LABS", "provider-1", clock.instant()));
    others.tell(
        new FollowUpEvent.CheckInDue(
            patientId,
            episodeId,
            episodeId + ".h24.1",
            CheckInKind.HOURS_24,
            clock.instant(),
            clock.instant().plus(Duration.ofHours(36))));
    others.tell(
        new SchedulingEvent.SeriesStopped(
            patientId, episodeId, seriesId, "patient", clock.instant()));

    eventually(
        () ->
            assertThat(mails())
                .extracting(mail -> mail.headers().get("X-Message-Kind"))
                .containsExactlyInAnyOrder(
                    "intake-invitation",
                    "intake-reminder",
                    "information-requested",
                    "decision-ready",
                    "check-in",
                    "series-stopped"));
    Reply list = http.get("/api/messages?patientId=" + patientId);
    assertThat(list.at("/messages").size()).isEqualTo(6);
    assertThat(list.at("/nextCursor").isMissingNode()).isTrue();
  }

  @Test
  void reminders_follow_their_session_under_the_same_ids_and_each_is_sent_once() {
    consented();
    Instant startsAt = clock.instant().plus(Duration.ofDays(9));
    others.tell(booked(startsAt, startsAt.plus(Duration.ofDays(3))));
    eventually(() -> assertThat(kinds()).contains("series-confirmation"));
    List<String> before = messageIds();
    assertThat(before).hasSize(12);

    Instant movedTo = startsAt.plus(Duration.ofHours(5));
    others.tell(
        new SchedulingEvent.SessionMoved(
            patientId,
            episodeId,
            seriesId,
            seriesId + ".1",
            startsAt,
            movedTo,
            movedTo.plusSeconds(7200),
            clock.instant()));
    eventually(() -> assertThat(kinds()).contains("session-moved"));

    assertThat(messageIds()).containsAll(before).hasSize(13);
    assertThat(http.get("/api/messages/" + reminder(1, "t-24h")).at("/sendAt").asString())
        .isEqualTo(movedTo.minus(Duration.ofHours(24)).toString());

    sendTime(movedTo.minus(Duration.ofDays(7)));
    eventually(() -> assertThat(reminders(1)).containsExactly("t-7d"));
    sendTime(movedTo.minus(Duration.ofHours(72)));
    eventually(() -> assertThat(reminders(1)).containsExactly("t-7d", "t-72h"));
    // Away for a day and a half: the rung in between is not sent late.
    sendTime(movedTo.minus(Duration.ofHours(7)));
    eventually(() -> assertThat(reminders(1)).containsExactly("t-7d", "t-72h", "t-8h"));
    eventually(() -> assertThat(statusOf(reminder(1, "t-24h"))).isEqualTo("SUPPRESSED stale"));

    others.tell(
        new SchedulingEvent.SessionCancelled(
            patientId, episodeId, seriesId, seriesId + ".2", "patient", false, clock.instant()));
    eventually(
        () -> assertThat(statusOf(reminder(2, "t-2h"))).isEqualTo("CANCELLED session-cancelled"));
  }

  @Test
  void reminders_wait_while_a_session_is_blocked() {
    consented();
    Instant startsAt = clock.instant().plus(Duration.ofDays(2));
    others.tell(booked(startsAt));
    others.tell(
        new SchedulingEvent.SessionBlocked(
            patientId, episodeId, seriesId, seriesId + ".1", "approval", clock.instant()));
    eventually(() -> assertThat(statusOf(reminder(1, "t-24h"))).isEqualTo("HELD session-blocked"));

    sendTime(startsAt.minus(Duration.ofHours(24)));
    others.tell(
        new SchedulingEvent.SessionConfirmed(
            patientId, episodeId, seriesId, seriesId + ".1", clock.instant()));

    eventually(() -> assertThat(reminders(1)).containsExactly("t-24h"));
  }

  @Test
  void nothing_more_is_reminded_of_when_the_patient_has_withdrawn() {
    consented();
    Instant startsAt = clock.instant().plus(Duration.ofDays(2));
    others.tell(booked(startsAt));
    eventually(() -> assertThat(kinds()).contains("series-confirmation"));
    int before = version(preferences());
    others.tell(new IntakeEvent.IntakeWithdrawn(patientId, episodeId, "NOT_SAID", clock.instant()));
    eventually(() -> assertThat(version(preferences())).isGreaterThan(before));

    sendTime(startsAt.minus(Duration.ofHours(24)));

    eventually(() -> assertThat(statusOf(reminder(1, "t-24h"))).isEqualTo("CANCELLED care-ended"));
    assertThat(reminders(1)).isEmpty();
  }

  @Test
  void without_consent_only_the_inquiry_is_answered(TestServers servers) {
    met();
    String messageId = episodeId + ":information-requested:request-1:email";
    others.tell(
        new ReviewEvent.InformationRequested(
            patientId, episodeId, "request-1", "LABS", clock.instant()));
    eventually(() -> assertThat(statusOf(messageId)).isEqualTo("QUEUED no-consent"));

    clock.advance(MessagePolicy.defaults().consentGrace());

    eventually(() -> assertThat(statusOf(messageId)).isEqualTo("SUPPRESSED no-consent"));
    eventually(
        () -> assertThat(events(servers, messageId)).containsExactly("message.suppressed.v1"));
    assertThat(kinds()).containsExactly("intake-invitation");
  }

  @Test
  void a_consent_told_a_little_later_than_its_cause_still_counts() {
    met();
    others.tell(
        new ReviewEvent.InformationRequested(
            patientId, episodeId, "request-1", "LABS", clock.instant()));
    String messageId = episodeId + ":information-requested:request-1:email";
    eventually(() -> assertThat(statusOf(messageId)).isEqualTo("QUEUED no-consent"));

    consent();

    eventually(() -> assertThat(kinds()).contains("information-requested"));
  }

  @Test
  void stop_is_honoured_at_once(TestServers servers) {
    consented();
    String phone = "+1 (602) 555-" + Math.abs(patientId.hashCode() % 10_000);
    INTAKE.knows(patientId, email, phone, "en", 2);
    others.tell(new IntakeEvent.ContactChanged(patientId, 2, clock.instant()));
    String key = Http.key();
    Map<String, String> stop = Map.of("from", phone, "text", "Stop!");
    eventually(() -> assertThat(http.post("/api/inbound/sms", key, stop).status()).isEqualTo(200));

    assertThat(http.post("/api/inbound/sms", key, stop).at("/action").asString())
        .isEqualTo("opted-out");
    assertThat(http.post("/api/inbound/sms", key, Map.of("from", phone, "text", "STOP ALL")).code())
        .isEqualTo("422 idempotency-key-reused");
    assertThat(preferences().at("/sms/optedOut").asBoolean()).isTrue();
    assertThat(preferences().at("/email/optedOut").asBoolean()).isFalse();

    Reply changed =
        http.put(
            "/api/preferences/" + patientId,
            preferences().etag(),
            Map.of("emailOptedOut", true, "smsOptedOut", true));
    assertThat(changed.status()).isEqualTo(200);
    others.tell(
        new ReviewEvent.InformationRequested(
            patientId, episodeId, "request-1", "LABS", clock.instant()));

    eventually(
        () ->
            assertThat(statusOf(episodeId + ":information-requested:request-1:email"))
                .isEqualTo("SUPPRESSED opted-out"));
    eventually(
        () ->
            assertThat(events(servers, patientId))
                .containsExactly("contact.opted-out.v1", "contact.opted-out.v1"));
    assertThat(kinds()).containsExactly("intake-invitation");
  }

  @Test
  void one_failing_recipient_never_stops_the_rest(TestServers servers) {
    List<String> patients = IntStream.range(0, 30).mapToObj(i -> patientId + "-" + i).toList();
    for (String each : patients) {
      int number = patients.indexOf(each);
      if (number % 3 == 1) {
        INTAKE.knows(each, "no address at all", "-", "en", 1);
      } else if (number % 3 == 2) {
        INTAKE.knows(each, each + "@example.org", "+16025550100", "en", 1);
      }
    }
    for (String each : patients) {
      others.tell(new IntakeEvent.InquiryReceived(each, "e-" + each, "phoenix", clock.instant()));
    }

    eventually(
        () ->
            assertThat(MAIL.messages())
                .filteredOn(mail -> mail.to().startsWith(patientId))
                .hasSize(10));
    for (String each : patients) {
      String messageId = "e-" + each + ":intake-invitation:1:email";
      int number = patients.indexOf(each);
      if (number % 3 == 1) {
        eventually(() -> assertThat(statusOf(messageId)).isEqualTo("DEAD refused"));
        eventually(
            () -> assertThat(events(servers, messageId)).containsExactly("message.failed.v1"));
      } else if (number % 3 == 0) {
        eventually(() -> assertThat(statusOf(messageId)).isEqualTo("QUEUED contact-unknown"));
      }
    }
  }

  @Test
  void an_intake_service_that_is_away_is_waited_for() {
    INTAKE.goAway();
    others.tell(new IntakeEvent.InquiryReceived(patientId, episodeId, "phoenix", clock.instant()));
    eventually(
        () ->
            assertThat(statusOf(episodeId + ":intake-invitation:1:email"))
                .isEqualTo("QUEUED contact-unknown"));
    assertThat(mails()).isEmpty();

    INTAKE.comeBack();

    eventually(
        () -> {
          clock.advance(Duration.ofMinutes(1));
          assertThat(mails()).hasSize(1);
        });
  }

  @Test
  void a_mail_server_that_is_away_is_waited_for_and_gets_each_message_once() {
    consented();
    MAIL.stop();
    others.tell(
        new ReviewEvent.InformationRequested(
            patientId, episodeId, "request-1", "LABS", clock.instant()));
    String messageId = episodeId + ":information-requested:request-1:email";
    eventually(() -> assertThat(statusOf(messageId)).isEqualTo("QUEUED channel-away"));
    assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200);

    MAIL.start();

    eventually(() -> assertThat(statusOf(messageId)).isEqualTo("DELIVERED accepted"));
    assertThat(kinds()).containsExactly("intake-invitation", "information-requested");
  }

  @Test
  void staff_on_call_are_paged_without_asking_the_patients_consent() {
    String alertId = UUID.randomUUID().toString();
    others.tell(
        new FollowUpEvent.AlertRaised(
            patientId,
            episodeId,
            alertId,
            "SI_HIGH",
            AlertLevel.P1,
            clock.instant().plusSeconds(300),
            clock.instant()));
    others.tell(
        new FollowUpEvent.AlertEscalated(patientId, episodeId, alertId, 1, clock.instant()));

    eventually(
        () ->
            assertThat(MAIL.messages())
                .filteredOn(mail -> alertId.equals(mail.headers().get("X-Subject-Id")))
                .hasSize(2)
                .allSatisfy(
                    mail -> {
                      assertThat(mail.to()).isEqualTo("on-call@clinic.example");
                      assertThat(mail.subject() + mail.text()).doesNotContain("SI_HIGH");
                    }));
  }

  @Test
  void a_message_whose_sender_died_in_the_middle_is_never_sent_again(TestServers servers) {
    consented();
    Letter letter =
        new Letter(
            patientId,
            episodeId,
            null,
            MessageKind.DECISION_READY,
            episodeId,
            "crash",
            Channel.EMAIL);
    Duration ahead = Duration.ofMinutes(1);
    try (Stores dying = storesOfADyingProcess(servers, Clock.offset(clock, ahead))) {
      AggregateStore<MessageState, MessageCommand, ?> messages =
          dying.of("messages", new Message(MessagePolicy.defaults()), MessageState.class).open();
      Instant sendAt = clock.instant().plus(ahead);
      messages.handle(
          letter.messageId(),
          new MessageCommand.Plan(
              letter,
              new Content.Notice(MessageKind.DECISION_READY),
              sendAt,
              sendAt.plus(Duration.ofDays(3)),
              clock.instant()));
      messages.handle(letter.messageId(), new MessageCommand.TimePassed());
    }
    assertThat(statusOf(letter.messageId())).isEqualTo("SENDING due");

    clock.advance(Duration.ofMinutes(7));
    eventually(() -> clockUntilUnknown(letter.messageId()));

    eventually(
        () -> assertThat(events(servers, letter.messageId())).containsExactly("message.failed.v1"));
    clock.advance(Duration.ofDays(1));
    assertThat(kinds()).containsExactly("intake-invitation");
  }

  private void clockUntilUnknown(String messageId) {
    clock.advance(Duration.ofSeconds(30));
    assertThat(statusOf(messageId)).isEqualTo("UNKNOWN outcome-unknown");
  }

  @Test
  void what_the_service_answers_to_is_as_published() {
    OpenApiDocument.of(port).isAsPublished();
  }

  @Test
  void two_instances_send_each_message_once(TestServers servers) {
    try (ConfigurableApplicationContext _ = secondInstance(servers)) {
      List<String> patients = IntStream.range(0, 40).mapToObj(i -> patientId + "-" + i).toList();
      for (String each : patients) {
        INTAKE.knows(each, each + "@example.org", "+16025550100", "en", 1);
        others.tell(new IntakeEvent.InquiryReceived(each, "e-" + each, "phoenix", clock.instant()));
      }

      eventually(
          () ->
              assertThat(MAIL.messages())
                  .filteredOn(mail -> mail.to().startsWith(patientId))
                  .extracting(Mail::to)
                  .hasSizeGreaterThanOrEqualTo(40));
      for (String each : patients) {
        eventually(
            () ->
                assertThat(statusOf("e-" + each + ":intake-invitation:1:email"))
                    .isEqualTo("DELIVERED accepted"));
      }
      assertThat(MAIL.messages())
          .filteredOn(mail -> mail.to().startsWith(patientId))
          .extracting(Mail::to)
          .doesNotHaveDuplicates()
          .hasSize(40);
    }
  }

  @Test
  void a_poisoned_record_is_put_aside_and_the_next_is_taken(TestServers servers) {
    others.babble(Topic.INTAKE, patientId, "inquiry.received.v1", "{\"broken\":");
    others.babble(Topic.INTAKE, patientId, "inquiry.received.v99", "{}");
    others.tell(new IntakeEvent.InquiryReceived(patientId, episodeId, "phoenix", clock.instant()));

    eventually(() -> assertThat(mails()).hasSize(1));
    try (TopicReader dead = TopicReader.ofDeadLetters(servers, Topic.INTAKE)) {
      await()
          .untilAsserted(
              () -> assertThat(dead.reasons()).contains("unreadable-body", "unknown-type"));
    }
  }

  @Test
  void a_patients_messages_come_page_by_page() {
    consented();
    Instant startsAt = clock.instant().plus(Duration.ofDays(20));
    others.tell(
        booked(
            IntStream.range(0, 11)
                .mapToObj(i -> startsAt.plus(Duration.ofDays(i)))
                .toArray(Instant[]::new)));
    eventually(() -> assertThat(kinds()).contains("series-confirmation"));

    Reply first = http.get("/api/messages?patientId=" + patientId);
    assertThat(first.at("/messages").size()).isEqualTo(50);
    Reply second =
        http.get(
            "/api/messages?patientId="
                + patientId
                + "&cursor="
                + first.at("/nextCursor").asString());
    assertThat(second.at("/messages").size()).isEqualTo(7);
    assertThat(second.at("/nextCursor").isMissingNode()).isTrue();
  }

  @Test
  void bad_requests_are_answered_with_what_is_wrong_with_them() {
    met();
    String preferences = "/api/preferences/" + patientId;
    Map<String, Boolean> wish = Map.of("emailOptedOut", false, "smsOptedOut", false);

    assertThat(http.get("/api/messages/nothing").code()).isEqualTo("404 unknown-message");
    assertThat(http.get("/api/messages").status()).isEqualTo(400);
    assertThat(http.get("/api/messages?patientId=x&cursor=!").code())
        .isEqualTo("422 invalid-cursor");
    assertThat(http.get("/api/messages?patientId=x&cursor=YQpi").code())
        .isEqualTo("422 invalid-cursor");
    assertThat(http.get("/api/preferences/nobody").code()).isEqualTo("404 unknown-recipient");
    assertThat(http.put(preferences, null, wish).code()).isEqualTo("428 precondition-required");
    assertThat(http.put(preferences, "\"99\"", wish).code()).isEqualTo("412 stale-version");
    assertThat(http.put(preferences, "\"1\"", "{").code()).isEqualTo("400 malformed-json");
    assertThat(http.put(preferences, "\"1\"", Map.of("emailOptedOut", true)).code())
        .isEqualTo("400 invalid-request");
    assertThat(
            http.post("/api/inbound/sms", null, Map.of("from", "+16025550100", "text", "STOP"))
                .code())
        .isEqualTo("400 idempotency-key-required");
    assertThat(http.post("/api/inbound/sms", Http.key(), Map.of("from", "x", "text", "a")).code())
        .isEqualTo("400 invalid-request");
    assertThat(
            http.post(
                    "/api/inbound/sms", Http.key(), Map.of("from", "+19995550123", "text", "STOP"))
                .code())
        .isEqualTo("404 unknown-sender");
    assertThat(
            http.post(
                    "/api/inbound/sms", Http.key(), Map.of("from", "+19995550123", "text", "hello"))
                .at("/action")
                .asString())
        .isEqualTo("hand-to-human");
  }

  private void met() {
    others.tell(new IntakeEvent.InquiryReceived(patientId, episodeId, "phoenix", clock.instant()));
    eventually(() -> assertThat(mails()).hasSize(1));
  }

  private void consented() {
    met();
    consent();
    eventually(() -> assertThat(preferences().at("/email/consent").asString()).isEqualTo("GIVEN"));
  }

  private void consent() {
    others.tell(
        new IntakeEvent.ConsentSigned(
            patientId, episodeId, "email", "2026-11-01", clock.instant()));
  }

  private SchedulingEvent.SeriesBooked booked(Instant... starts) {
    return new SchedulingEvent.SeriesBooked(
        patientId,
        episodeId,
        seriesId,
        "approval-1",
        "phoenix",
        "America/Phoenix",
        IntStream.range(0, starts.length)
            .mapToObj(
                i ->
                    new BookedSession(
                        seriesId + "." + (i + 1), i + 1, starts[i], starts[i].plusSeconds(7200)))
            .toList(),
        clock.instant());
  }

  private String reminder(int session, String occurrence) {
    return seriesId + "." + session + ":session-reminder:" + occurrence + ":email";
  }

  private List<String> reminders(int session) {
    return mails().stream()
        .map(Mail::headers)
        .filter(headers -> (seriesId + "." + session).equals(headers.get("X-Subject-Id")))
        .filter(headers -> "session-reminder".equals(headers.get("X-Message-Kind")))
        .map(headers -> headers.get("X-Occurrence"))
        .toList();
  }

  private List<Mail> mails() {
    return MAIL.messages().stream().filter(mail -> mail.to().equals(email)).toList();
  }

  private List<String> kinds() {
    return mails().stream().map(mail -> mail.headers().get("X-Message-Kind")).toList();
  }

  private List<String> messageIds() {
    return http.get("/api/messages?patientId=" + patientId)
        .at("/messages")
        .valueStream()
        .map(message -> message.at("/messageId").asString())
        .toList();
  }

  private String statusOf(String messageId) {
    Reply message = http.get("/api/messages/" + messageId);
    return message.at("/status").asString() + " " + message.at("/reason").asString();
  }

  private Reply preferences() {
    return http.get("/api/preferences/" + patientId);
  }

  private static int version(Reply reply) {
    return Integer.parseInt(reply.etag().replace("\"", ""));
  }

  private static List<String> events(TestServers servers, String subject) {
    try (TopicReader reader = TopicReader.of(servers, Topic.NOTIFICATION)) {
      return reader.records().stream()
          .filter(told -> subject.equals(header(told, "ce_subject")))
          .map(told -> header(told, "ce_type"))
          .toList();
    }
  }

  private static String header(
      org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> told, String name) {
    return new String(told.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void sendTime(Instant to) {
    clock.advance(Duration.between(clock.instant(), to));
  }

  /** Waits, while the clinic's clock goes on a little. */
  private void eventually(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofMillis(500));
              assertion.run();
            });
  }

  private ConfigurableApplicationContext secondInstance(TestServers servers) {
    return new SpringApplicationBuilder(NotificationApplication.class)
        .initializers(
            context ->
                ((GenericApplicationContext) context)
                    .registerBean("clock", MovableClock.class, () -> clock))
        .run(
            "--server.port=0",
            "--telemedical.kafka-brokers=" + servers.kafkaBrokers(),
            "--spring.mongodb.uri=" + servers.mongoUri(),
            "--spring.mongodb.database=" + servers.database(),
            "--spring.mail.port=" + MAIL.smtpPort(),
            "--telemedical.services.intake=" + INTAKE.url());
  }

  /** The stores of a process that writes and then dies: it makes no attempt, publishes nothing. */
  private Stores storesOfADyingProcess(TestServers servers, Clock itsClock) {
    return new Stores(
        mongo.getDatabase(servers.database()),
        machineTime,
        new DyingProcess(environment, itsClock));
  }

  private record DyingProcess(StoreEnvironment alive, Clock clock) implements StoreEnvironment {
    @Override
    public Ids ids() {
      return alive.ids();
    }

    @Override
    public EventCodec codec() {
      return alive.codec();
    }

    @Override
    public Json json() {
      return alive.json();
    }

    @Override
    public Publisher publisher() {
      return alive.publisher();
    }

    @Override
    public Duration patience() {
      return alive.patience();
    }

    @Override
    public void dueSoon(Instant dueAt) {}

    @Override
    public <S, C> void attempt(
        AggregateStore<S, C, ?> store, String id, Callable<C> attempt, Instant notAfter) {}

    @Override
    public void lostRace(String store) {}
  }
}
