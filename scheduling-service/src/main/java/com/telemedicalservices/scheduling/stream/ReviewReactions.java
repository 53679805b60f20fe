package com.telemedicalservices.scheduling.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.scheduling.domain.Terms;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import java.util.List;

/** What the provider-review service's events mean for a treatment. */
public final class ReviewReactions implements Reactions<ReviewEvent> {

  private final Treatment treatment;

  public ReviewReactions(Treatment treatment) {
    this.treatment = treatment;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends ReviewEvent> event) {
    return switch (event.data()) {
      case ReviewEvent.CandidateApproved e ->
          on(
              new TreatmentCommand.Approved(
                  e.episodeId(),
                  e.patientId(),
                  e.approvalId(),
                  new Terms(
                      e.clinicId(),
                      e.modality(),
                      e.sessionCount(),
                      e.minimumHoursBetweenSessions(),
                      e.windowDays(),
                      e.startBy(),
                      e.finishBy(),
                      e.ruleSetVersion(),
                      e.approvedAt())));
      case ReviewEvent.ApprovalSuspended e ->
          on(
              new TreatmentCommand.Suspended(
                  e.episodeId(), e.patientId(), e.approvalId(), e.reasonCode(), e.suspendedAt()));
      case ReviewEvent.ApprovalReinstated e ->
          on(
              new TreatmentCommand.Reinstated(
                  e.episodeId(), e.patientId(), e.approvalId(), e.reinstatedAt()));
      case ReviewEvent.ApprovalExpired e ->
          on(
              new TreatmentCommand.Expired(
                  e.episodeId(), e.patientId(), e.approvalId(), e.expiredAt()));
      case ReviewEvent.CrisisDispositioned e ->
          on(
              new TreatmentCommand.CrisisDispositioned(
                  e.episodeId(),
                  e.patientId(),
                  e.tierAfter(),
                  e.flagsUntil() == null ? e.dispositionedAt() : e.flagsUntil()));
      case ReviewEvent.ReviewOpened _,
          ReviewEvent.InformationRequested _,
          ReviewEvent.CandidateDeclined _,
          ReviewEvent.CandidateDeferred _,
          ReviewEvent.ReviewOverdue _ ->
          List.of();
    };
  }

  private List<Reaction<?>> on(TreatmentCommand.Fact fact) {
    return List.of(new Reaction<TreatmentCommand>(treatment, fact.episodeId(), fact));
  }
}
