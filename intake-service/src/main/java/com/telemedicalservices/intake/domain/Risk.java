package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a patient's suicide risk. It only grows: the highest tier is never
 * lowered by an answer, an amendment or a disposition (DOMAIN §9, invariant 7).
 *
 * @param highest the highest tier ever found
 * @param findings what raised it, and when
 * @param signals every HIGH signal
 * @param dispositions what clinicians decided
 */
public record Risk(
    RiskTier highest,
    List<Finding> findings,
    List<Signal> signals,
    List<Disposition> dispositions) {

  public Risk {
    findings = List.copyOf(findings);
    signals = List.copyOf(signals);
    dispositions = List.copyOf(dispositions);
  }

  static Risk unknown() {
    return new Risk(RiskTier.NONE, List.of(), List.of(), List.of());
  }

  /**
   * A tier higher than any before.
   *
   * @param tier the tier
   * @param source the instrument
   * @param ruleVersion version of its scoring
   * @param foundAt when
   */
  public record Finding(RiskTier tier, String source, String ruleVersion, Instant foundAt) {}

  /**
   * An answer that put the patient at HIGH risk.
   *
   * @param flagId its identity
   * @param source the instrument
   * @param ruleVersion version of its scoring
   * @param flaggedAt when it was noticed
   * @param seenAt when answers that say the same were given last
   * @param dispositionedAt when a clinician wrote what happens next; null while it is open
   */
  public record Signal(
      String flagId,
      String source,
      String ruleVersion,
      Instant flaggedAt,
      Instant seenAt,
      @Nullable Instant dispositionedAt) {

    boolean isOpen() {
      return dispositionedAt == null;
    }

    /** Whether answers given at this time are known to a clinician, or wait for one. */
    boolean covers(Instant answeredAt) {
      return dispositionedAt == null || !answeredAt.isAfter(dispositionedAt);
    }

    private Signal seenAgain(Instant answeredAt) {
      return isOpen() && answeredAt.isAfter(seenAt)
          ? new Signal(flagId, source, ruleVersion, flaggedAt, answeredAt, null)
          : this;
    }

    private Signal closed(Instant at) {
      return new Signal(flagId, source, ruleVersion, flaggedAt, seenAt, at);
    }
  }

  /**
   * What a clinician decided after speaking to the patient.
   *
   * @param code what happens next
   * @param tierAfter the tier by the clinician's own assessment
   * @param providerId the clinician
   * @param dispositionedAt when
   */
  public record Disposition(
      String code, RiskTier tierAfter, String providerId, Instant dispositionedAt) {}

  /** Whether a HIGH signal waits for a clinician. */
  public boolean isHeld() {
    return signals.stream().anyMatch(Signal::isOpen);
  }

  /** Whether HIGH answers of this source, given at this time, have been told already. */
  boolean covers(String source, Instant answeredAt) {
    return signals.stream()
        .anyMatch(signal -> signal.source().equals(source) && signal.covers(answeredAt));
  }

  /** Open signals that a disposition closes which deals with what was flagged until then. */
  List<Signal> closedBy(Instant flagsUntil) {
    return signals.stream()
        .filter(signal -> signal.isOpen() && !signal.flaggedAt().isAfter(flagsUntil))
        .toList();
  }

  Risk seenAgain(String source, Instant answeredAt) {
    return new Risk(
        highest,
        findings,
        signals.stream()
            .map(signal -> signal.source().equals(source) ? signal.seenAgain(answeredAt) : signal)
            .toList(),
        dispositions);
  }

  Risk found(RiskTier tier, String source, String ruleVersion, Instant at) {
    if (tier.compareTo(highest) <= 0) {
      return this;
    }
    List<Finding> more = new ArrayList<>(findings);
    more.add(new Finding(tier, source, ruleVersion, at));
    return new Risk(tier, more, signals, dispositions);
  }

  Risk signalled(Signal signal) {
    List<Signal> more = new ArrayList<>(signals);
    more.add(signal);
    return new Risk(highest, findings, more, dispositions);
  }

  /** The signals a clinician could know of when writing the disposition are closed by it. */
  Risk dispositioned(Disposition disposition, Instant flagsUntil) {
    Instant at = disposition.dispositionedAt();
    List<Signal> closing = closedBy(flagsUntil);
    List<Disposition> more = new ArrayList<>(dispositions);
    more.add(disposition);
    return new Risk(
        highest,
        findings,
        signals.stream()
            .map(signal -> closing.contains(signal) ? signal.closed(at) : signal)
            .toList(),
        more);
  }
}
