package com.telemedicalservices.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SchedulingPropertiesTest {

  @Test
  void what_is_not_set_is_as_documented() {
    assertThat(bound(Map.of())).isEqualTo(SchedulingPolicy.defaults());
  }

  @Test
  void a_clinic_sets_its_own_times() {
    SchedulingPolicy policy =
        bound(Map.of("scheduling.version", "ours-1", "scheduling.recovery", "120m"));

    assertThat(policy.version()).isEqualTo("ours-1");
    assertThat(policy.sessionLength()).hasHours(3);
  }

  private static SchedulingPolicy bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("scheduling", SchedulingProperties.class)
        .policy();
  }
}
