package com.telemedicalservices.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.domain.IntakePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IntakePropertiesDefaultsTest {

  private static IntakePolicy bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("intake", IntakeProperties.class)
        .policy();
  }

  @Test
  void a_clinic_that_sets_nothing_has_the_documented_rules() {
    assertThat(bound(Map.of())).isEqualTo(IntakePolicy.defaults());
  }

  @Test
  void a_clinic_may_set_its_own_rules() {
    assertThat(bound(Map.of("intake.reminded-after", "12d,5d")).remindedAfter())
        .containsExactly(Duration.ofDays(5), Duration.ofDays(12));
    assertThat(
            bound(Map.of("intake.version", "clinic/7", "intake.abandoned-after", "21d"))
                .abandonedAfter())
        .hasDays(21);
  }
}
