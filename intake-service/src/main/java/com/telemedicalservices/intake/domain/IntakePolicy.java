package com.telemedicalservices.intake.domain;

import java.time.Duration;
import java.util.List;

/**
 * What this clinic asks of an intake. Stored by version with every dossier, so that a decision can
 * be replayed against the rules it was made under.
 *
 * @param version version of these rules
 * @param requiredForms codes of the forms a submitted intake has complete
 * @param requiredConsents the consents a submitted intake has signed
 * @param remindedAfter how long after the patient's last sign they are reminded of an unsubmitted
 *     intake, in order; a time at which it has lapsed is never reached
 * @param abandonedAfter how long after the patient's last sign an unsubmitted intake lapses
 */
public record IntakePolicy(
    String version,
    List<String> requiredForms,
    List<String> requiredConsents,
    List<Duration> remindedAfter,
    Duration abandonedAfter) {

  public IntakePolicy {
    requiredForms = List.copyOf(requiredForms);
    requiredConsents = List.copyOf(requiredConsents);
    remindedAfter = remindedAfter.stream().sorted().distinct().toList();
  }

  /**
   * The rules of DOMAIN §8.1 and §2.4. When to remind is [U]: DOMAIN has no number but the fourteen
   * days.
   */
  public static IntakePolicy defaults() {
    return new IntakePolicy(
        "intake/3",
        List.of(
            "eligibility",
            "medical-history",
            "medications",
            "psychiatric-history",
            "substance-use",
            "audit-c",
            Phq9.FORM,
            "gad-7",
            CssrsScreener.FORM),
        List.of("telehealth"),
        List.of(Duration.ofDays(3), Duration.ofDays(10)),
        Duration.ofDays(14));
  }
}
