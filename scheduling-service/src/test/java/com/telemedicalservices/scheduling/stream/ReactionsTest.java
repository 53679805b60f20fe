package com.telemedicalservices.scheduling.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every event ever released means for a treatment. */
class ReactionsTest {

  private static final Instant AT = Instant.parse("2026-12-01T16:00:00Z");

  private static final Set<Class<? extends Event>> ALWAYS_MATTER =
      Set.of(
          IntakeEvent.ConsentSigned.class,
          IntakeEvent.ConsentWithdrawn.class,
          IntakeEvent.CrisisFlagged.class,
          IntakeEvent.IntakeWithdrawn.class,
          ReviewEvent.CandidateApproved.class,
          ReviewEvent.ApprovalSuspended.class,
          ReviewEvent.ApprovalReinstated.class,
          ReviewEvent.ApprovalExpired.class,
          ReviewEvent.CrisisDispositioned.class);

  private final Treatment treatment = new Treatment(SchedulingPolicy.defaults());

  static Stream<Arguments> samples() {
    return Stream.of(Topic.INTAKE, Topic.REVIEW)
        .flatMap(
            topic ->
                topic.events().stream()
                    .flatMap(
                        type ->
                            EventSamples.of(type).stream()
                                .map(body -> Arguments.of(topic, type, body))));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("samples")
  void every_sample_ever_released_is_understood(
      Topic topic, Class<? extends Event> type, String body) {
    Event event =
        new EventCodec()
            .read(
                topic,
                body.getBytes(StandardCharsets.UTF_8),
                EventCodec.headers(
                    "019ad3b4-4d97-7247-83e9-00eaee3fa8db",
                    EventCatalog.wireName(type),
                    "/somewhere",
                    "019ad3b4-4d97-7247-83e9-00eaee3fa8db",
                    1,
                    AT,
                    null))
            .data();

    List<Reaction<?>> reactions = reactionsTo(event);

    if (ALWAYS_MATTER.contains(type) && !isOfAnotherConsent(event)) {
      assertThat(reactions)
          .singleElement()
          .satisfies(
              reaction -> {
                assertThat(reaction.aggregate()).isSameAs(treatment);
                assertThat(reaction.command())
                    .isInstanceOfSatisfying(
                        TreatmentCommand.Fact.class,
                        fact -> {
                          assertThat(fact.patientId()).isEqualTo(event.patientId());
                          assertThat(fact.episodeId()).isEqualTo(reaction.id());
                        });
              });
    } else {
      assertThat(reactions).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"privacy", "email", "sms"})
  void consents_that_do_not_concern_the_treatment_are_passed_over(String consent) {
    assertThat(reactionsTo(new IntakeEvent.ConsentSigned("p", "e", consent, "1", AT))).isEmpty();
    assertThat(reactionsTo(new IntakeEvent.ConsentWithdrawn("p", "e", consent, "1", AT))).isEmpty();
  }

  @Test
  void an_approval_is_kept_with_all_its_terms() {
    ReviewEvent approved =
        new ReviewEvent.CandidateApproved(
            "p",
            "e",
            "phoenix",
            "a",
            Modality.IM_RACEMIC,
            4,
            48,
            21,
            AT.plusSeconds(1),
            AT.plusSeconds(2),
            "rules-7",
            "dr",
            "AZ",
            AT,
            null);

    assertThat(reactionsTo(approved).getFirst().command())
        .isInstanceOfSatisfying(
            TreatmentCommand.Approved.class,
            command -> {
              assertThat(command.approvalId()).isEqualTo("a");
              assertThat(command.terms().clinicId()).isEqualTo("phoenix");
              assertThat(command.terms().modality()).isEqualTo(Modality.IM_RACEMIC);
              assertThat(command.terms().sessionCount()).isEqualTo(4);
              assertThat(command.terms().minimumHours()).isEqualTo(48);
              assertThat(command.terms().windowDays()).isEqualTo(21);
              assertThat(command.terms().startBy()).isEqualTo(AT.plusSeconds(1));
              assertThat(command.terms().finishBy()).isEqualTo(AT.plusSeconds(2));
              assertThat(command.terms().ruleSetVersion()).isEqualTo("rules-7");
              assertThat(command.terms().approvedAt()).isEqualTo(AT);
            });
  }

  private static boolean isOfAnotherConsent(Event event) {
    String consent =
        switch (event) {
          case IntakeEvent.ConsentSigned signed -> signed.consent();
          case IntakeEvent.ConsentWithdrawn withdrawn -> withdrawn.consent();
          default -> "treatment";
        };
    return !Set.of("treatment", "telehealth").contains(consent);
  }

  private List<Reaction<?>> reactionsTo(Event event) {
    return switch (event) {
      case IntakeEvent intake -> new IntakeReactions(treatment).to(envelope(intake));
      case ReviewEvent review -> new ReviewReactions(treatment).to(envelope(review));
      default -> throw new IllegalArgumentException(event.toString());
    };
  }

  private static <E extends Event> EventEnvelope<E> envelope(E event) {
    return new EventEnvelope<>("id", "/somewhere", "e", 1, AT, null, event);
  }
}
