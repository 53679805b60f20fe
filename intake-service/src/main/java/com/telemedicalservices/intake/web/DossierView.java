package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.IntakeStatus;
import com.telemedicalservices.intake.domain.Revision;
import com.telemedicalservices.intake.domain.Risk;
import com.telemedicalservices.intake.domain.Score;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as a provider reviews it: one revision whole, and what is known about risk and reported
 * changes by now.
 *
 * @param policyVersion the rules it was complete by
 * @param riskTier highest suicide-risk tier found by the time it was handed in
 * @param highestTier highest suicide-risk tier found until now
 */
record DossierView(
    String episodeId,
    String patientId,
    String clinicId,
    String stateOfResidence,
    String language,
    IntakeStatus status,
    int revision,
    Instant submittedAt,
    String policyVersion,
    RiskTier riskTier,
    RiskTier highestTier,
    List<AnsweredForm> forms,
    List<ConsentView> consents,
    List<Risk.Signal> crisisSignals,
    List<Risk.Disposition> dispositions,
    List<IntakeState.ReportedChange> changes) {

  /** A form as it was answered and scored. */
  record AnsweredForm(
      String form,
      String version,
      String language,
      Instant answeredAt,
      Map<String, Object> answers,
      @Nullable Score score) {

    static AnsweredForm of(FormAnswers form) {
      return new AnsweredForm(
          form.form(),
          form.version(),
          form.language().tag(),
          form.answeredAt(),
          FormView.plain(form.answers()),
          form.score());
    }
  }

  static DossierView of(IntakeState intake, Revision revision) {
    IntakeState.Episode episode = intake.episode();
    return new DossierView(
        episode.episodeId(),
        episode.patientId(),
        episode.clinicId(),
        episode.stateOfResidence(),
        episode.language().tag(),
        intake.status(),
        revision.number(),
        revision.submittedAt(),
        revision.policyVersion(),
        revision.highestTier(),
        intake.risk().highest(),
        revision.forms().stream().map(AnsweredForm::of).toList(),
        revision.consents().stream().map(ConsentView::of).toList(),
        intake.risk().signals(),
        intake.risk().dispositions(),
        intake.changes());
  }
}
