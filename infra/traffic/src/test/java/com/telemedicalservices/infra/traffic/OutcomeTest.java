package com.telemedicalservices.infra.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      emptyValue = "",
      value = {
        "SUBMITTED, 1, COMPLETED, COMPLETED, FINISHED_SERIES",
        "SUBMITTED, 2, COMPLETED, COMPLETED, FINISHED_SERIES",
        "SUBMITTED, 1, DECLINED, '', DECLINED",
        "SUBMITTED, 1, DISCONTINUED, '', REFERRED",
        "SUBMITTED, 1, DISCONTINUED, COMPLETED, REFERRED_IN_SERIES",
        "SUBMITTED, 1, DISCONTINUED, STOPPED, NEVER_CAME",
        "LAPSED, 0, WITHDRAWN, '', LAPSED",
        "WITHDRAWN, 0, WITHDRAWN, '', WITHDREW_DURING_INTAKE",
        "WITHDRAWN, 1, WITHDRAWN, '', WITHDREW_FROM_REVIEW",
        "WITHDRAWN, 1, WITHDRAWN, STOPPED, WITHDREW_FROM_SERIES",
        "SUBMITTED, 1, APPROVED, ACTIVE, UNFINISHED",
        "SUBMITTED, 1, COMPLETED, ACTIVE, UNFINISHED",
        "SUBMITTED, 1, WAITING, '', UNFINISHED",
        "CRISIS_HOLD, 1, CRISIS, '', UNFINISHED",
        "WITHDRAWN, 1, APPROVED, BOOKED, UNFINISHED",
        "WITHDRAWN, 1, WITHDRAWN, ACTIVE, UNFINISHED",
        "LAPSED, 0, '', '', UNFINISHED",
        "'', 0, '', '', UNFINISHED"
      })
  void a_patient_ended_where_all_three_services_say_so(
      String intake, int revision, String review, String series, Outcome outcome) {
    assertThat(Outcome.of(intake, revision, review, series)).isEqualTo(outcome);
  }
}
