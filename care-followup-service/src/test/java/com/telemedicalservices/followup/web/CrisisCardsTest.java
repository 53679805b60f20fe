package com.telemedicalservices.followup.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrisisCardsTest {

  private final CrisisCards cards = new CrisisCards(FollowUpPolicy.defaults());

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

  @ParameterizedTest
  @EnumSource(
      value = RiskTier.class,
      names = {"MODERATE", "HIGH"})
  void a_card_says_that_it_was_kept_and_not_that_anybody_was_reached(RiskTier tier) {
    CrisisCard card = cards.raised(tier, List.of());

    assertThat(card.en().next()).contains("being passed on").doesNotContain("has been alerted");
    assertThat(card.en().next()).contains("Do not wait", "911", "988");
    assertThat(card.es().next()).contains("se está transmitiendo").doesNotContain("Se ha avisado");
    assertThat(card.es().next()).contains("No espere", "911", "988");
  }

  @Test
  void the_card_promises_what_the_ladder_says() {
    assertThat(cards.raised(RiskTier.HIGH, List.of()).en().next()).contains("within 15 minutes");
    assertThat(cards.raised(RiskTier.MODERATE, List.of()).es().next()).contains("en 4 horas");
  }
}
