package com.telemedicalservices.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.followup.domain.FollowUpPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FollowUpPropertiesTest {

  private static FollowUpPolicy policy(Map<String, String> set) {
    return new Binder(new MapConfigurationPropertySource(set))
        .bindOrCreate("telemedical.follow-up", FollowUpProperties.class)
        .policy();
  }

  @Test
  void what_nobody_sets_is_as_the_domain_reference_says() {
    assertThat(policy(Map.of())).isEqualTo(FollowUpPolicy.defaults());
  }

  @Test
  void an_operator_may_set_other_values() {
    FollowUpPolicy policy =
        policy(
            Map.of(
                "telemedical.follow-up.version", "2027-01",
                "telemedical.follow-up.overdue24-hours", "12h",
                "telemedical.follow-up.p2.hand-overs", "1h,2h"));

    assertThat(policy.version()).isEqualTo("2027-01");
    assertThat(policy.overdue24Hours()).isEqualTo(Duration.ofHours(12));
    assertThat(policy.p2().handOvers())
        .isEqualTo(List.of(Duration.ofHours(1), Duration.ofHours(2)));
  }
}
