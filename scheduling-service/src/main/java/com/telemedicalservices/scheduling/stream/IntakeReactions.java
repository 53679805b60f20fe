package com.telemedicalservices.scheduling.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.scheduling.domain.Consent;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import java.util.List;

/** What the intake service's events mean for a treatment. */
public final class IntakeReactions implements Reactions<IntakeEvent> {

  private final Treatment treatment;

  public IntakeReactions(Treatment treatment) {
    this.treatment = treatment;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends IntakeEvent> event) {
    return switch (event.data()) {
      case IntakeEvent.ConsentSigned e when concernsTreatment(e.consent()) ->
          on(
              new TreatmentCommand.ConsentSigned(
                  e.episodeId(), e.patientId(), e.consent(), e.version(), e.signedAt()));
      case IntakeEvent.ConsentWithdrawn e when concernsTreatment(e.consent()) ->
          on(
              new TreatmentCommand.ConsentWithdrawn(
                  e.episodeId(), e.patientId(), e.consent(), e.withdrawnAt()));
      case IntakeEvent.CrisisFlagged e ->
          on(new TreatmentCommand.CrisisFlagged(e.episodeId(), e.patientId(), e.flaggedAt()));
      case IntakeEvent.IntakeWithdrawn e ->
          on(new TreatmentCommand.Withdrawn(e.episodeId(), e.patientId(), e.withdrawnAt()));
      case IntakeEvent.ConsentSigned _,
          IntakeEvent.ConsentWithdrawn _,
          IntakeEvent.InquiryReceived _,
          IntakeEvent.IntakeSubmitted _,
          IntakeEvent.IntakeAmended _,
          IntakeEvent.ContactChanged _,
          IntakeEvent.IntakeReminderDue _,
          IntakeEvent.IntakeLapsed _,
          IntakeEvent.ChangeReported _ ->
          List.of();
    };
  }

  private static boolean concernsTreatment(String consent) {
    return consent.equals(Consent.TREATMENT) || consent.equals(Consent.TELEHEALTH);
  }

  private List<Reaction<?>> on(TreatmentCommand.Fact fact) {
    return List.of(new Reaction<TreatmentCommand>(treatment, fact.episodeId(), fact));
  }
}
