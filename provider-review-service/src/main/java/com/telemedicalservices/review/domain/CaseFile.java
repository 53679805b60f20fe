package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this service has been told about the patient, whatever it makes of it.
 *
 * @param episodeId the course of care
 * @param patientId the patient
 * @param clinicId the clinic that will treat; null until the intake was submitted
 * @param revision the newest revision of the dossier; 0 when none was submitted
 * @param intakeTier the highest tier the intake has ever told; it tells it again with every
 *     revision, which must not undo a clinician's disposition
 * @param tier suicide-risk tier now: raised by every signal, lowered only by a disposition
 * @param signals the signals of HIGH risk, oldest first
 * @param concerns what was told that re-opens the question of candidacy, oldest first
 * @param concernsDecided how many of them, from the first, a provider has decided on
 * @param requests how many times information was requested
 */
public record CaseFile(
    String episodeId,
    String patientId,
    @Nullable String clinicId,
    int revision,
    RiskTier intakeTier,
    RiskTier tier,
    List<Told> signals,
    List<Told> concerns,
    int concernsDecided,
    int requests) {

  public CaseFile {
    signals = List.copyOf(signals);
    concerns = List.copyOf(concerns);
  }

  /**
   * Something another service told.
   *
   * @param id its identity there
   * @param code what it is
   * @param at when it happened there
   * @param service who told; null for a result kept here, and for what came before that was kept
   */
  public record Told(String id, String code, Instant at, @Nullable String service) {}

  static CaseFile of(String episodeId, String patientId) {
    return new CaseFile(
        episodeId, patientId, null, 0, RiskTier.NONE, RiskTier.NONE, List.of(), List.of(), 0, 0);
  }

  CaseFile withClinic(String clinic) {
    return new CaseFile(
        episodeId,
        patientId,
        clinic,
        revision,
        intakeTier,
        tier,
        signals,
        concerns,
        concernsDecided,
        requests);
  }

  CaseFile withRevision(int newRevision) {
    return new CaseFile(
        episodeId,
        patientId,
        clinicId,
        newRevision,
        intakeTier,
        tier,
        signals,
        concerns,
        concernsDecided,
        requests);
  }

  /** The intake tells its highest tier; only a rise since it last did is news. */
  CaseFile withIntakeTier(RiskTier told) {
    return told.compareTo(intakeTier) <= 0 ? this : withTiers(told, tier.atLeast(told));
  }

  CaseFile withTier(RiskTier assessed) {
    return withTiers(intakeTier, assessed);
  }

  private CaseFile withTiers(RiskTier newIntakeTier, RiskTier newTier) {
    return new CaseFile(
        episodeId,
        patientId,
        clinicId,
        revision,
        newIntakeTier,
        newTier,
        signals,
        concerns,
        concernsDecided,
        requests);
  }

  boolean knowsSignal(String id) {
    return signals.stream().anyMatch(signal -> signal.id().equals(id));
  }

  CaseFile withSignal(Told signal) {
    return new CaseFile(
        episodeId,
        patientId,
        clinicId,
        revision,
        intakeTier,
        RiskTier.HIGH,
        and(signals, signal),
        concerns,
        concernsDecided,
        requests);
  }

  /** When the last signal was flagged that the intake has told; 1970 when it has told none. */
  Instant intakeFlagsUntil() {
    return signals.stream()
        .filter(signal -> signal.service() == null || signal.service().equals(FactRules.INTAKE))
        .map(Told::at)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  boolean knowsConcern(String id) {
    return concerns.stream().anyMatch(concern -> concern.id().equals(id));
  }

  CaseFile withConcern(Told concern) {
    return withConcerns(and(concerns, concern), concernsDecided);
  }

  CaseFile withConcernsDecided() {
    return withConcerns(concerns, concerns.size());
  }

  private CaseFile withConcerns(List<Told> told, int decided) {
    return new CaseFile(
        episodeId,
        patientId,
        clinicId,
        revision,
        intakeTier,
        tier,
        signals,
        told,
        decided,
        requests);
  }

  CaseFile withOneMoreRequest() {
    return new CaseFile(
        episodeId,
        patientId,
        clinicId,
        revision,
        intakeTier,
        tier,
        signals,
        concerns,
        concernsDecided,
        requests + 1);
  }

  /** The concerns no provider has decided on yet. */
  public List<Told> openConcerns() {
    return concerns.subList(Math.min(concernsDecided, concerns.size()), concerns.size());
  }

  /** How soon a provider should look, as far as the file itself says. */
  Urgency urgency() {
    return tier.compareTo(RiskTier.MODERATE) >= 0 || !openConcerns().isEmpty()
        ? Urgency.ELEVATED
        : Urgency.ROUTINE;
  }

  private static List<Told> and(List<Told> list, Told one) {
    List<Told> more = new ArrayList<>(list);
    more.add(one);
    return more;
  }
}
