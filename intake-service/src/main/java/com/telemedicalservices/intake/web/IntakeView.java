package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.domain.ChangeKind;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.IntakeStatus;
import com.telemedicalservices.intake.domain.Missing;
import com.telemedicalservices.kit.store.Stored;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An intake as the patient sees it. Without scores: they are read by a provider, in the dossier.
 *
 * @param crisis what the patient is to be shown before anything else; null below MODERATE risk
 * @param support where to find help; for LOW risk
 * @param revision the dossier handed in last; 0 when none was
 * @param amended whether the forms have changed since
 * @param lapsesAt when silence ends it
 * @param missing what keeps it from being handed in
 * @param notices what the patient has to know besides, as codes
 */
record IntakeView(
    @Nullable SafetyCard crisis,
    @Nullable SafetyCard support,
    String episodeId,
    String patientId,
    String clinicId,
    String language,
    IntakeStatus status,
    int revision,
    boolean amended,
    Instant openedAt,
    @Nullable Instant lapsesAt,
    List<FormView> forms,
    List<ConsentView> consents,
    Missing missing,
    List<String> notices,
    List<RequestView> requestedInformation,
    List<ChangeView> changes) {

  /** Something a provider needs from the patient. */
  record RequestView(
      String requestId, String reasonCode, Instant requestedAt, @Nullable Instant answeredAt) {}

  /** Something the patient told after submitting. */
  record ChangeView(String changeId, ChangeKind kind, Instant reportedAt) {}

  static IntakeView of(Intake rules, Stored<IntakeState> stored) {
    IntakeState intake = stored.state();
    IntakeState.Episode episode = intake.episode();
    Optional<SafetyCard> card = SafetyCard.of(intake);
    return new IntakeView(
        card.filter(shown -> shown.level() != RiskTier.LOW).orElse(null),
        card.filter(shown -> shown.level() == RiskTier.LOW).orElse(null),
        episode.episodeId(),
        episode.patientId(),
        episode.clinicId(),
        episode.language().tag(),
        intake.status(),
        intake.revisions().size(),
        intake.isAmended(),
        episode.openedAt(),
        rules.lapsesAt(intake),
        intake.forms().values().stream()
            .sorted(Comparator.comparing(FormAnswers::form))
            .map(form -> FormView.of(rules, form))
            .toList(),
        intake.consents().stream().map(ConsentView::of).toList(),
        rules.missing(intake),
        rules.needsScreener(intake) ? List.of("c-ssrs-required") : List.of(),
        intake.requests().stream()
            .map(
                request ->
                    new RequestView(
                        request.requestId(),
                        request.reasonCode(),
                        request.requestedAt(),
                        request.answeredAt()))
            .toList(),
        intake.changes().stream()
            .map(change -> new ChangeView(change.changeId(), change.kind(), change.reportedAt()))
            .toList());
  }
}
