package com.telemedicalservices.followup.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.SideEffect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

class InDangerTest {

  private final CrisisCards cards = new CrisisCards(FollowUpPolicy.defaults());

  @Test
  void when_nothing_works_the_card_is_answered_all_the_same() {
    ResponseEntity<?> response =
        InDanger.answer(
            cards,
            RiskTier.HIGH,
            List.of(),
            () -> {
              throw new IllegalStateException("the disk is full");
            });

    assertThat(response.getStatusCode().value()).isEqualTo(503);
    CrisisCard card = cardIn(response);
    assertThat(card.contacts())
        .extracting(CrisisCard.Contact::number)
        .containsExactly("988", "911");
    assertThat(card.en().next()).contains("nobody there has been told");
    assertThat(card.es().next()).contains("988");
  }

  @Test
  void when_the_request_is_refused_the_card_stands_in_the_problem() {
    ResponseEntity<?> response =
        InDanger.answer(
            cards,
            RiskTier.HIGH,
            List.of(),
            () -> ResponseEntity.status(404).body(ProblemDetail.forStatus(404)));

    assertThat(response.getStatusCode().value()).isEqualTo(404);
    assertThat(cardIn(response).level()).isEqualTo("HIGH");
  }

  @Test
  void an_emergency_is_a_danger_too() {
    ResponseEntity<?> response =
        InDanger.answer(
            cards,
            RiskTier.NONE,
            List.of(new SideEffect(AdverseEventKind.CHEST_PAIN, 1, false)),
            () -> ResponseEntity.status(404).body(ProblemDetail.forStatus(404)));

    assertThat(cardIn(response).contacts().getFirst().number()).isEqualTo("911");
  }

  @Test
  void without_danger_a_failure_is_a_failure() {
    assertThatThrownBy(
            () ->
                InDanger.answer(
                    cards,
                    RiskTier.NONE,
                    List.of(),
                    () -> {
                      throw new IllegalStateException("the disk is full");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(value = RiskTier.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void every_card_says_988_and_911_in_both_languages_and_what_happens_next(RiskTier tier) {
    CrisisCard card = cards.raised(tier, List.of());

    assertThat(card.level()).isEqualTo(tier.name());
    for (CrisisCard.Text text : List.of(card.en(), card.es())) {
      assertThat(text.message()).contains("988").contains("911");
      assertThat(text.next()).isNotBlank();
    }
  }

  @Test
  void the_card_promises_what_the_ladder_says() {
    assertThat(cards.raised(RiskTier.HIGH, List.of()).en().next()).contains("within 15 minutes");
    assertThat(cards.raised(RiskTier.MODERATE, List.of()).es().next()).contains("en 4 horas");
  }

  private static CrisisCard cardIn(ResponseEntity<?> response) {
    ProblemDetail problem = (ProblemDetail) response.getBody();
    return (CrisisCard) problem.getProperties().get("crisis");
  }
}
