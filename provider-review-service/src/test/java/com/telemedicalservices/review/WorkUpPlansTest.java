package com.telemedicalservices.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.review.domain.workup.Item;
import com.telemedicalservices.review.domain.workup.WorkUpPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The work-up as it is shipped. */
class WorkUpPlansTest {

  private static final WorkUpPlan PLAN = WorkUpPlans.shipped();

  @Test
  void every_item_names_its_source_and_speaks_to_the_provider() {
    assertThat(PLAN.version()).isEqualTo("workup/1");
    assertThat(PLAN.items())
        .allSatisfy(
            item -> {
              assertThat(item.code()).matches("[A-Z][A-Z0-9_]{1,63}");
              assertThat(item.source()).startsWith("DOMAIN §" + item.section());
              assertThat(item.forProvider()).endsWith(".");
              assertThat(item.loinc()).allMatch(code -> code.matches("\\d{4,5}-\\d"));
            });
  }

  /** A validity that DOMAIN does not have is marked as unsigned. */
  @Test
  void every_validity_is_marked_or_is_that_of_the_series() {
    assertThat(PLAN.items())
        .filteredOn(item -> item.validFor() != null)
        .extracting(Item::source)
        .allMatch(source -> source.contains("[U]"));
  }

  @Test
  void a_work_up_that_cannot_be_understood_is_refused() {
    assertThatThrownBy(() -> WorkUpPlans.version("none"))
        .hasMessageContaining("/workup/none.json is missing");
    assertThatThrownBy(() -> WorkUpPlans.version("broken"))
        .hasMessageContaining("AN_ITEM_WITH_A_CONCERN_THAT_CANNOT_BE");
    Item twice = PLAN.items().getFirst();
    assertThatThrownBy(() -> new WorkUpPlan("x", PLAN.notOlderThan(), List.of(twice, twice)))
        .hasMessageContaining(twice.code());
  }
}
