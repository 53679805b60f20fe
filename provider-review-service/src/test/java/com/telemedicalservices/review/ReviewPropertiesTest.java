package com.telemedicalservices.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.review.domain.ReviewPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** The policy as it is shipped, and what an operator can make of it. */
class ReviewPropertiesTest {

  private final ApplicationContextRunner shipped =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(OnlyProperties.class);

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ReviewProperties.class)
  static class OnlyProperties {}

  @Test
  void the_shipped_policy_is_the_documented_one() {
    shipped
        .withPropertyValues("spring.profiles.active=local")
        .run(
            context -> {
              ReviewPolicy policy = context.getBean(ReviewProperties.class).policy();
              assertThat(policy).isEqualTo(ReviewPolicy.defaults().with(policy.providers()));
              assertThat(policy.providers())
                  .extracting(ReviewPolicy.Provider::id)
                  .containsExactly("prov-1", "prov-2", "prov-3");
            });
  }

  @Test
  void without_anybody_who_may_decide_the_service_does_not_start() {
    shipped.run(context -> assertThat(context).hasFailed());
  }

  @Test
  void one_value_is_changed_without_repeating_the_others() {
    shipped
        .withPropertyValues(
            "spring.profiles.active=local",
            "telemedical.review.version=2027-01",
            "telemedical.review.clock.lease=20m",
            "telemedical.review.clinics.elsewhere[0].id=reno",
            "telemedical.review.clinics.elsewhere[0].state=NV",
            "telemedical.review.clock.holidays[0]=2026-12-25")
        .run(
            context -> {
              ReviewPolicy policy = context.getBean(ReviewProperties.class).policy();
              assertThat(policy.clock().lease()).hasMinutes(20);
              assertThat(policy.clock().crisis()).hasMinutes(15);
              assertThat(policy.clock().holidays()).hasSize(1);
              assertThat(policy.clinics().elsewhere())
                  .containsExactly(new ReviewPolicy.Clinic("reno", "NV"));
            });
  }
}
