package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.IntakePolicy;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a clinic may set about intakes. A clinician signs every change, and gives it a new version:
 * the version is stored with each dossier.
 *
 * @param version version of these settings; {@code intake/2}
 * @param requiredForms forms to complete before submitting; all that are shipped but the PCL-5
 * @param requiredConsents consents to sign before submitting; telehealth
 * @param abandonedAfter silence after which an intake lapses; 14 days
 */
@ConfigurationProperties("intake")
record IntakeProperties(
    @DefaultValue("intake/2") String version,
    @DefaultValue({
          "eligibility",
          "medical-history",
          "medications",
          "psychiatric-history",
          "substance-use",
          "audit-c",
          "phq-9",
          "gad-7",
          "c-ssrs-screener"
        })
        List<String> requiredForms,
    @DefaultValue("telehealth") List<String> requiredConsents,
    @DefaultValue("14d") Duration abandonedAfter) {

  IntakePolicy policy() {
    return new IntakePolicy(version, requiredForms, requiredConsents, abandonedAfter);
  }
}
