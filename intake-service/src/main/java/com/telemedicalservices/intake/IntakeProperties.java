package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.IntakePolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a clinic may set about intakes. A clinician signs every change, and gives it a new version:
 * the version is stored with each dossier.
 *
 * <p>What is left out is as {@link IntakePolicy#defaults()} has it.
 *
 * @param version version of these settings; {@code intake/3}
 * @param requiredForms forms to complete before submitting; all that are shipped but the PCL-5
 * @param requiredConsents consents to sign before submitting; telehealth
 * @param remindedAfter silences after which the patient is reminded; 3 and 10 days
 * @param abandonedAfter silence after which an intake lapses; 14 days
 */
@ConfigurationProperties("intake")
record IntakeProperties(
    @Nullable String version,
    @Nullable List<String> requiredForms,
    @Nullable List<String> requiredConsents,
    @Nullable List<Duration> remindedAfter,
    @Nullable Duration abandonedAfter) {

  IntakePolicy policy() {
    IntakePolicy shipped = IntakePolicy.defaults();
    return new IntakePolicy(
        version == null ? shipped.version() : version,
        requiredForms == null ? shipped.requiredForms() : requiredForms,
        requiredConsents == null ? shipped.requiredConsents() : requiredConsents,
        remindedAfter == null ? shipped.remindedAfter() : remindedAfter,
        abandonedAfter == null ? shipped.abandonedAfter() : abandonedAfter);
  }
}
