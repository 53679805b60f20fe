package com.telemedicalservices.infra.traffic.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.infra.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Every check of the audit finds the fault that is planted for it, and nothing in clean books. */
class AuditTest {

  private final Sample sample = Sample.clean();

  @Test
  void clean_books_are_clean() {
    assertThat(Audit.of(sample.books())).allMatch(Finding::clean);
  }

  @Test
  void every_check_has_looked_at_something_or_says_that_there_was_nothing() {
    assertThat(Audit.of(sample.books()))
        .hasSize(16)
        .extracting(Finding::check)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_fact_without_its_event_is_lost() {
    sample.facts.add(fact("session.discharged.v1"));
    sample.views.put(view(), JsonMapper.shared().readTree("{\"there\":true}"));

    thenFound("acknowledged facts lost", "no session.discharged.v1 tells of it");
  }

  @Test
  void a_fact_that_its_service_does_not_show_is_lost() {
    sample.facts.add(fact("session.started.v1"));

    thenFound("acknowledged facts lost", "/api/series/episode-1 does not show it");
  }

  @Test
  void a_fact_that_is_shown_and_told_is_kept() {
    sample.facts.add(fact("session.started.v1"));
    sample.views.put(view(), JsonMapper.shared().readTree("{\"there\":true}"));

    assertThat(Audit.of(sample.books())).allMatch(Finding::clean);
  }

  @Test
  void an_event_of_another_session_does_not_tell_of_this_one() {
    sample.facts.add(
        new Fact(
            "told", "session.started.v1", Map.of("sessionId", "another"), view(), shown -> true));

    thenFound("acknowledged facts lost", "no session.started.v1 tells of it");
  }

  @Test
  void a_gap_in_the_events_of_an_aggregate_is_a_loss() {
    sample.events.remove(1);

    thenFound("events lost on the way to Kafka", "event 2 of treatments episode-1");
  }

  @Test
  void an_event_seen_twice_is_no_fault() {
    sample.events.add(sample.events.getFirst());

    assertThat(Audit.of(sample.books())).allMatch(Finding::clean);
  }

  @Test
  void a_dead_letter_is_a_fault() {
    sample.deadLetters.add(sample.events.getFirst());

    thenFound("events put aside unapplied", "series.booked.v1 event-1");
  }

  @Test
  void a_mark_twice_in_an_inbox_is_a_fault() {
    Sample.list(sample.document("treatments"), "inbox").add("mark-1");

    thenFound("incoming events applied twice", "event mark-1 was applied twice");
  }

  @Test
  void two_events_of_the_same_number_are_a_fault() {
    SeenEvent first = sample.events.getFirst();
    sample.events.add(
        new SeenEvent(
            first.topic(), 3, 7, "event-x", "other.v1", first.subject(), 1, Sample.NOW, "{}"));

    thenFound("effects that happened twice", "are both event 1 of episode-1");
  }

  @Test
  void two_events_that_tell_the_same_are_a_fault() {
    sample.event(
        Topic.SCHEDULING,
        "session.started.v1",
        Sample.EPISODE,
        Sample.started(Sample.FIRST, "2026-12-02T15:20:00Z"));

    thenFound("effects that happened twice", "tell the same");
  }

  @Test
  void two_alerts_of_one_cause_are_a_fault() {
    alerts().add(Sample.alert("SI_LOW.2", "source-1"));

    thenFound("effects that happened twice", "have one cause, source-1");
  }

  @Test
  void a_cell_claimed_by_two_is_a_fault() {
    sample.books.add(sample.treatment("episode-2", "patient-2", "chair-2"));
    Sample.list(sample.books.getLast().document(), "claims")
        .add("chair|phoenix|chair-1|2026-12-05T15:00Z");

    thenFound("cells held twice", "is held by treatments episode-1 and by treatments episode-2");
  }

  @Test
  void a_fault_seen_once_stays_when_it_is_looked_for_again() {
    Finding clean = new Finding("cells held twice", 10, List.of());
    Finding once = new Finding("cells held twice", 4, List.of("a cell"));

    assertThat(clean.and(once).and(clean).and(once))
        .isEqualTo(new Finding("cells held twice", 10, List.of("a cell")));
  }

  @Test
  void two_sessions_in_one_chair_are_a_fault_although_neither_claims_it_any_more() {
    Book other = sample.treatment("episode-2", "patient-2", "chair-1");
    other.document().remove("claims");
    sample.document("treatments").remove("claims");
    sample.books.add(other);

    thenFound("places taken by two sessions at once", "chair phoenix chair-1 has sessions");
  }

  @Test
  void a_session_that_was_cancelled_takes_no_place() {
    Book other = sample.treatment("episode-2", "patient-2", "chair-1");
    other.document().remove("claims");
    sample.books.add(other);
    for (Object session : Sample.list(other.state(), "sessions")) {
      ((Document) session).put("status", "CANCELLED");
    }

    assertThat(Audit.of(sample.books())).allMatch(Finding::clean);
  }

  @Test
  void a_message_sent_twice_is_a_fault() {
    sample.mails.add(Sample.mail(3, "session-reminder", Sample.FIRST, "t-2h"));

    thenFound("messages sent twice", "mails 2 and 3 are both session-reminder");
  }

  @Test
  void a_message_id_used_twice_is_a_fault() {
    SentMail first = sample.mails.getFirst();
    sample.mails.add(
        new SentMail(3, first.messageId(), first.to(), Map.of("X-Message-Kind", "check-in")));

    thenFound("messages sent twice", "mails 1 and 3");
  }

  @Test
  void work_that_was_not_done_when_it_was_due_is_a_fault() {
    sample.document("treatments").put("dueAt", Date.from(Sample.NOW.minus(Duration.ofMinutes(6))));

    thenFound("obligations overdue", "treatments episode-1 has been due since");
  }

  @Test
  void work_that_is_taken_up_again_and_again_and_never_done_is_a_fault() {
    sample
        .document("treatments")
        .append("dueAt", Date.from(Sample.NOW.plusSeconds(30)))
        .append("dueToken", "a worker")
        .append("dueSince", Date.from(Sample.NOW.minus(Duration.ofMinutes(6))));

    thenFound("obligations overdue", "treatments episode-1 has been due since");
  }

  @Test
  void a_check_in_left_open_beyond_its_time_is_a_fault() {
    Document checkIn =
        (Document)
            Sample.list(sample.document("followUps").get("state", Document.class), "checkIns")
                .getFirst();
    checkIn.put("overdueAt", Date.from(Sample.NOW.minus(Duration.ofHours(1))));

    thenFound("obligations overdue", "is over and neither answered nor missed");
  }

  @Test
  void an_event_in_an_outbox_is_a_fault() {
    Sample.list(sample.document("treatments"), "outbox")
        .add(new Document("id", "event-9").append("type", "session.moved.v1"));

    thenFound("events still in an outbox", "session.moved.v1 event-9 of treatments episode-1");
  }

  @Test
  void an_alert_nobody_took_is_a_fault() {
    ((Document) alerts().getFirst())
        .put("raisedAt", Date.from(Sample.NOW.minus(Duration.ofHours(3))));

    thenFound("alerts unacknowledged past their ladder", "was never taken");
  }

  @Test
  void a_series_without_an_approval_is_a_fault() {
    sample.document("treatments").get("state", Document.class).put("approvals", new ArrayList<>());

    thenFound("series booked without a standing approval (1)", "has no approval");
  }

  @Test
  void more_sessions_than_approved_are_a_fault() {
    Sample.list(sample.document("treatments").get("state", Document.class), "sessions")
        .add(Sample.session(Sample.SERIES, 3, "PLANNED", "chair-1", "2026-12-08T15:00:00Z"));

    thenFound("series booked without a standing approval (1)", "more sessions than approved");
  }

  @Test
  void a_series_booked_while_suspended_is_a_fault() {
    suspendedAt("2026-12-01T14:30:00Z");

    thenFound("series booked without a standing approval (1)", "was booked while suspended");
  }

  @Test
  void an_infusion_begun_while_suspended_is_a_fault() {
    suspendedAt("2026-12-04T10:00:00Z");

    thenFound(
        "sessions kept or begun while suspended (4)", "session %s began".formatted(Sample.SECOND));
  }

  @Test
  void a_session_still_planned_while_suspended_is_a_fault() {
    suspendedAt("2026-12-06T10:00:00Z");

    thenFound("sessions kept or begun while suspended (4)", "is still planned while suspended");
  }

  @Test
  void an_infusion_after_the_approval_was_reinstated_is_none() {
    suspendedAt("2026-12-03T10:00:00Z");
    sample.event(
        Topic.REVIEW,
        "approval.reinstated.v1",
        Sample.EPISODE,
        "{\"episodeId\":\"episode-1\",\"reinstatedAt\":\"2026-12-03T12:00:00Z\"}");

    assertThat(Audit.of(sample.books())).allMatch(Finding::clean);
  }

  @Test
  void an_infusion_begun_in_an_open_crisis_is_a_fault() {
    sample.event(
        Topic.INTAKE,
        "crisis.flagged.v1",
        Sample.EPISODE,
        "{\"episodeId\":\"episode-1\",\"flagId\":\"flag-1\",\"flaggedAt\":\"2026-12-04T10:00:00Z\"}");

    thenFound("booked or begun in an open crisis (5)", "began in a crisis");
  }

  @Test
  void two_infusions_on_one_day_are_a_fault() {
    sample.events.removeLast();
    sample.events.add(
        new SeenEvent(
            Topic.SCHEDULING.topicName(),
            0,
            9,
            "event-9",
            "session.started.v1",
            Sample.EPISODE,
            3,
            Sample.NOW,
            Sample.started(Sample.SECOND, "2026-12-02T20:00:00Z")));

    thenFound("infusions too close to each other (12)", "began 4 h after");
  }

  @Test
  void a_session_that_goes_on_after_its_end_is_a_fault() {
    Sample.list(sample.session(1), "transitions")
        .add(new Document("from", "DISCHARGED").append("to", "PLANNED"));

    thenFound("what was over and went on (16)", "went on after DISCHARGED");
  }

  @Test
  void a_series_with_other_sessions_than_booked_is_a_fault() {
    Sample.list(sample.document("treatments").get("state", Document.class), "sessions")
        .removeLast();

    thenFound("what was over and went on (16)", "has 1 sessions, but 2 were booked");
  }

  private void suspendedAt(String at) {
    sample.event(
        Topic.REVIEW,
        "approval.suspended.v1",
        Sample.EPISODE,
        "{\"episodeId\":\"episode-1\",\"suspendedAt\":\"%s\"}".formatted(at));
  }

  private List<Object> alerts() {
    return Sample.list(sample.document("followUps").get("state", Document.class), "alerts");
  }

  private static Fact.View view() {
    return new Fact.View(Service.SCHEDULING, "/api/series/episode-1");
  }

  private static Fact fact(String eventType) {
    return new Fact(
        "the nurse was told",
        eventType,
        Map.of("sessionId", Sample.FIRST),
        view(),
        shown -> shown.path("there").asBoolean(false));
  }

  private void thenFound(String check, String fault) {
    assertThat(Audit.of(sample.books()))
        .filteredOn(finding -> finding.check().equals(check))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.faults()).anyMatch(found -> found.contains(fault)));
  }
}
