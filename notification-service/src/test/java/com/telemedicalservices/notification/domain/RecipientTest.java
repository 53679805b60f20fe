package com.telemedicalservices.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.NotificationEvent.ContactOptedOut;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.notification.domain.RecipientCommand.ConsentGiven;
import com.telemedicalservices.notification.domain.RecipientCommand.ConsentTaken;
import com.telemedicalservices.notification.domain.RecipientCommand.ContactChanged;
import com.telemedicalservices.notification.domain.RecipientCommand.Copied;
import com.telemedicalservices.notification.domain.RecipientCommand.EndCare;
import com.telemedicalservices.notification.domain.RecipientCommand.Meet;
import com.telemedicalservices.notification.domain.RecipientCommand.NoContact;
import com.telemedicalservices.notification.domain.RecipientCommand.NotCopied;
import com.telemedicalservices.notification.domain.RecipientCommand.OptOut;
import com.telemedicalservices.notification.domain.RecipientCommand.SetPreferences;
import com.telemedicalservices.notification.domain.RecipientCommand.TimePassed;
import com.telemedicalservices.notification.domain.RecipientState.Copying;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipientTest {

  private static final Instant NOW = Instant.parse("2026-12-01T17:00:00Z");
  private static final String PATIENT = "patient-1";
  private static final RecipientPolicy POLICY = RecipientPolicy.defaults();

  private final Recipient recipient = new Recipient(POLICY);

  @Test
  void the_addresses_are_asked_for_as_soon_as_the_patient_is_met() {
    RecipientState met = state(null, new Meet(PATIENT), NOW);

    assertThat(met.copying()).isEqualTo(new Copying.Asking(NOW.plus(POLICY.askLimit()), 1));
    assertThat(reach(met, MessageKind.INTAKE_INVITATION))
        .isEqualTo(new Reach.NotYet(Reason.CONTACT_UNKNOWN));
  }

  @Test
  void one_question_is_enough() {
    RecipientState met = state(null, new Meet(PATIENT), NOW);

    assertThat(state(met, new Meet(PATIENT), NOW.plusSeconds(1))).isEqualTo(met);
  }

  @Test
  void a_question_without_answer_is_asked_again_ever_later() {
    RecipientState state = state(null, new Meet(PATIENT), NOW);
    Duration last = Duration.ZERO;
    Instant now = NOW;
    for (int tries = 1; tries < 12; tries++) {
      state = state(state, new NotCopied(), now);
      Instant due = recipient.dueAt(state);
      assertThat(Duration.between(now, due)).isBetween(last, POLICY.longestWait());
      last = Duration.between(now, due);
      now = due;
      state = state(state, new TimePassed(), now);
      assertThat(state.copying()).isInstanceOf(Copying.Asking.class);
    }
    assertThat(last).isEqualTo(POLICY.longestWait());
  }

  @Test
  void a_question_lost_in_a_crash_is_asked_again() {
    RecipientState met = state(null, new Meet(PATIENT), NOW);

    assertThat(state(met, new TimePassed(), NOW.plus(POLICY.askLimit())).copying())
        .isEqualTo(new Copying.Asking(NOW.plus(POLICY.askLimit().multipliedBy(2)), 2));
  }

  @Test
  void a_patient_the_intake_service_does_not_know_is_asked_for_again_when_there_is_need() {
    RecipientState state = state(null, new Meet(PATIENT), NOW);
    Instant now = NOW;
    for (int tries = 1; tries < POLICY.unknownLimit(); tries++) {
      state = state(state, new NoContact(), now);
      now = recipient.dueAt(state);
      state = state(state, new TimePassed(), now);
    }
    state = state(state, new NoContact(), now);
    assertThat(recipient.dueAt(state)).isNull();

    assertThat(state(state, new Meet(PATIENT), now).copying()).isInstanceOf(Copying.Asking.class);
  }

  @Test
  void an_old_copy_is_not_used() {
    RecipientState copied = copied(1);

    RecipientState outdated = state(copied, new ContactChanged(PATIENT, 2), NOW);

    assertThat(outdated.copying()).isInstanceOf(Copying.Asking.class);
    assertThat(reach(outdated, MessageKind.INTAKE_INVITATION))
        .isEqualTo(new Reach.NotYet(Reason.CONTACT_OUTDATED));
    assertThat(reach(state(outdated, new Copied(contact(2)), NOW), MessageKind.INTAKE_INVITATION))
        .isInstanceOf(Reach.At.class);
  }

  @Test
  void news_of_an_older_version_changes_nothing() {
    RecipientState copied = copied(3);

    assertThat(state(copied, new ContactChanged(PATIENT, 2), NOW).copying())
        .isEqualTo(new Copying.Settled());
    assertThat(state(copied, new Copied(contact(2)), NOW).contact().version()).isEqualTo(3);
  }

  @Test
  void the_invitation_needs_no_consent_and_everything_else_does() {
    RecipientState copied = copied(1);

    assertThat(reach(copied, MessageKind.INTAKE_INVITATION)).isInstanceOf(Reach.At.class);
    assertThat(reach(copied, MessageKind.CHECK_IN)).isEqualTo(new Reach.Never(Reason.NO_CONSENT));
    assertThat(
            reach(
                state(copied, new ConsentGiven(PATIENT, Channel.EMAIL, "1", NOW), NOW),
                MessageKind.CHECK_IN))
        .isEqualTo(new Reach.At("ann@example.org", "en", "America/Phoenix"));
  }

  @Test
  void the_later_of_two_signatures_counts_in_whatever_order_they_are_told() {
    ConsentGiven given = new ConsentGiven(PATIENT, Channel.EMAIL, "1", NOW);
    ConsentTaken taken = new ConsentTaken(PATIENT, Channel.EMAIL, "1", NOW.plusSeconds(5));

    RecipientState inOrder = state(state(copied(1), given, NOW), taken, NOW);
    RecipientState reordered = state(state(copied(1), taken, NOW), given, NOW);

    assertThat(inOrder.email()).isEqualTo(reordered.email());
    assertThat(reach(inOrder, MessageKind.CHECK_IN))
        .isEqualTo(new Reach.Never(Reason.CONSENT_WITHDRAWN));
  }

  @Test
  void stop_is_told_once_and_stands_above_consent() {
    RecipientState consented =
        state(copied(1), new ConsentGiven(PATIENT, Channel.EMAIL, "1", NOW), NOW);
    var stopped = accepted(consented, new OptOut(Channel.EMAIL), NOW);
    assertThat(stopped.events()).containsExactly(new ContactOptedOut(PATIENT, Channel.EMAIL, NOW));

    assertThat(accepted(stopped.state(), new OptOut(Channel.EMAIL), NOW).events()).isEmpty();
    RecipientState signedAgain =
        state(
            stopped.state(),
            new ConsentGiven(PATIENT, Channel.EMAIL, "2", NOW.plusSeconds(9)),
            NOW);
    assertThat(reach(signedAgain, MessageKind.CHECK_IN))
        .isEqualTo(new Reach.Never(Reason.OPTED_OUT));
    assertThat(reach(signedAgain, MessageKind.INTAKE_INVITATION))
        .isEqualTo(new Reach.Never(Reason.OPTED_OUT));
  }

  @Test
  void only_the_patients_own_preferences_lift_a_stop() {
    RecipientState stopped = state(copied(1), new SetPreferences(true, true), NOW);

    var lifted = accepted(stopped, new SetPreferences(false, true), NOW);

    assertThat(lifted.state().email().optedOut()).isFalse();
    assertThat(lifted.state().sms().optedOut()).isTrue();
    assertThat(lifted.events()).isEmpty();
  }

  @Test
  void nobody_can_be_opted_out_who_is_not_known() {
    assertThat(recipient.decide(null, new OptOut(Channel.SMS), NOW))
        .isInstanceOfSatisfying(
            Decision.Rejected.class,
            rejected -> assertThat(rejected.rejection().code()).isEqualTo("unknown-recipient"));
  }

  @Test
  void without_an_address_there_is_no_way() {
    RecipientState nowhere =
        state(
            state(null, new Meet(PATIENT), NOW),
            new Copied(new Contact(1, null, null, null, "en", "America/Phoenix", NOW)),
            NOW);

    assertThat(reach(nowhere, MessageKind.INTAKE_INVITATION))
        .isEqualTo(new Reach.Never(Reason.NO_ADDRESS));
  }

  @ParameterizedTest
  @EnumSource(MessageKind.class)
  void what_belongs_to_ended_care_is_overtaken(MessageKind kind) {
    RecipientState seriesOver = state(copied(1), new EndCare(PATIENT, "series-1"), NOW);
    RecipientState allOver = state(copied(1), new EndCare(PATIENT, "episode-1"), NOW);

    assertThat(reach(seriesOver, kind) instanceof Reach.Overtaken)
        .isEqualTo(kind.span() == MessageKind.Span.SERIES);
    assertThat(reach(allOver, kind) instanceof Reach.Overtaken)
        .isEqualTo(kind.span() != MessageKind.Span.FOREVER);
  }

  private RecipientState copied(long version) {
    return state(state(null, new Meet(PATIENT), NOW), new Copied(contact(version)), NOW);
  }

  private static Contact contact(long version) {
    return new Contact(
        version,
        "ann@example.org",
        "+16025550100",
        PhoneNumbers.key("+16025550100"),
        "en",
        "America/Phoenix",
        NOW);
  }

  private static Reach reach(RecipientState state, MessageKind kind) {
    return state.reach(
        new Letter(PATIENT, "episode-1", "series-1", kind, "subject-1", "1", Channel.EMAIL));
  }

  private RecipientState state(
      @Nullable RecipientState state, RecipientCommand command, Instant now) {
    return accepted(state, command, now).state();
  }

  private Decision.Accepted<RecipientState, NotificationEvent> accepted(
      @Nullable RecipientState state, RecipientCommand command, Instant now) {
    return (Decision.Accepted<RecipientState, NotificationEvent>)
        recipient.decide(state, command, now);
  }

  @Test
  void the_keys_of_one_phone_number_are_the_same_however_it_is_written() {
    assertThat(List.of("+1 (602) 555-0100", "602-555-0100", "+16025550100"))
        .extracting(PhoneNumbers::key)
        .containsOnly(PhoneNumbers.key("16025550100"));
    assertThat(PhoneNumbers.key("+16025550101")).isNotEqualTo(PhoneNumbers.key("+16025550100"));
  }
}
