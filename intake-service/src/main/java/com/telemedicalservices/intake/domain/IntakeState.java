package com.telemedicalservices.intake.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An intake: from the inquiry to the submitted dossier and its amendments.
 *
 * @param episode what it is about
 * @param progress where it stands
 * @param forms the forms as they are answered now; after submitting, the draft of an amendment
 * @param consents all consents ever signed, oldest first
 * @param risk what is known about suicide risk
 * @param revisions the dossiers handed in, oldest first
 * @param changes what the patient reported after submitting
 * @param requests what a provider asked for
 */
public record IntakeState(
    Episode episode,
    Progress progress,
    Map<String, FormAnswers> forms,
    List<SignedConsent> consents,
    Risk risk,
    List<Revision> revisions,
    List<ReportedChange> changes,
    List<InformationRequest> requests) {

  public IntakeState {
    forms = Map.copyOf(forms);
    consents = SignedConsent.named(episode.episodeId(), consents);
    revisions = List.copyOf(revisions);
    changes = List.copyOf(changes);
    requests = List.copyOf(requests);
  }

  /**
   * What does not change.
   *
   * @param episodeId the course of care
   * @param patientId the patient
   * @param clinicId the clinic asked
   * @param stateOfResidence where the patient lives, two letters
   * @param language the language the patient chose
   * @param openedAt when the inquiry was accepted
   */
  public record Episode(
      String episodeId,
      String patientId,
      String clinicId,
      String stateOfResidence,
      Language language,
      Instant openedAt) {}

  /**
   * Where an intake stands, and how it came there.
   *
   * @param status the status
   * @param lastActivityAt the patient's last sign, or the end of a hold; the times to remind and to
   *     lapse run from here
   * @param remindedAt when the last reminder since then fell due; null when none did
   * @param transitions every change of status
   */
  public record Progress(
      IntakeStatus status,
      Instant lastActivityAt,
      @Nullable Instant remindedAt,
      List<Transition> transitions) {

    public Progress {
      transitions = List.copyOf(transitions);
    }

    Progress activeAt(Instant now) {
      return new Progress(status, now, null, transitions);
    }

    Progress remindedAt(Instant dueAt) {
      return new Progress(status, lastActivityAt, dueAt, transitions);
    }
  }

  /**
   * A change of status.
   *
   * @param from the status before; null at the beginning
   * @param to the status after
   * @param reasonCode why
   * @param actor who: patient, time, or an id
   * @param at when
   */
  public record Transition(
      @Nullable IntakeStatus from, IntakeStatus to, String reasonCode, String actor, Instant at) {}

  /**
   * Something a patient told us after submitting.
   *
   * @param changeId its identity
   * @param kind what changed
   * @param note in the patient's words; null when nothing was said
   * @param reportedAt when
   */
  public record ReportedChange(
      String changeId, ChangeKind kind, @Nullable String note, Instant reportedAt) {}

  /**
   * Something a provider needs from the patient.
   *
   * @param requestId its identity
   * @param reasonCode what is missing
   * @param requestedAt when
   * @param answeredAt when the next revision was handed in; null while it waits
   */
  public record InformationRequest(
      String requestId, String reasonCode, Instant requestedAt, @Nullable Instant answeredAt) {}

  /** Where it stands. */
  public IntakeStatus status() {
    return progress.status();
  }

  /** Whether a dossier was ever handed in. */
  public boolean isSubmitted() {
    return !revisions.isEmpty();
  }

  /** The dossier handed in last. */
  public Optional<Revision> latestRevision() {
    return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
  }

  /** The dossier with this number. */
  public Optional<Revision> revision(int number) {
    return revisions.stream().filter(each -> each.number() == number).findFirst();
  }

  /** The consent of this kind that stands now. */
  public Optional<SignedConsent> standingConsent(String consent) {
    return consents.stream()
        .filter(signed -> signed.consent().equals(consent) && signed.stands())
        .reduce((earlier, later) -> later);
  }

  /** The signature with this id. */
  public Optional<SignedConsent> signature(String signatureId) {
    return consents.stream().filter(signed -> signed.signatureId().equals(signatureId)).findFirst();
  }

  /** The raw answers to a form so far. */
  public Map<String, Answer> answersTo(String form) {
    FormAnswers answered = forms.get(form);
    return answered == null ? Map.of() : answered.answers();
  }

  /** Whether the forms differ from the dossier handed in last. */
  public boolean isAmended() {
    return latestRevision()
        .map(
            revision ->
                revision.forms().size() != forms.size()
                    || !revision.forms().containsAll(forms.values()))
        .orElse(false);
  }

  IntakeState movedTo(IntakeStatus to, String reasonCode, String actor, Instant at) {
    if (to == status()) {
      return this;
    }
    if (!status().next().contains(to)) {
      throw new IllegalStateException(status() + " cannot become " + to);
    }
    List<Transition> more = new ArrayList<>(progress.transitions());
    more.add(new Transition(status(), to, reasonCode, actor, at));
    return with(new Progress(to, progress.lastActivityAt(), progress.remindedAt(), more));
  }

  IntakeState with(Progress next) {
    return new IntakeState(episode, next, forms, consents, risk, revisions, changes, requests);
  }

  IntakeState with(FormAnswers answered) {
    Map<String, FormAnswers> more = new HashMap<>(forms);
    more.put(answered.form(), answered);
    return new IntakeState(episode, progress, more, consents, risk, revisions, changes, requests);
  }

  IntakeState withConsents(List<SignedConsent> next) {
    return new IntakeState(episode, progress, forms, next, risk, revisions, changes, requests);
  }

  IntakeState with(Risk next) {
    return new IntakeState(episode, progress, forms, consents, next, revisions, changes, requests);
  }

  IntakeState with(Revision next) {
    return new IntakeState(
        episode, progress, forms, consents, risk, plus(revisions, next), changes, requests);
  }

  IntakeState with(ReportedChange next) {
    return new IntakeState(
        episode, progress, forms, consents, risk, revisions, plus(changes, next), requests);
  }

  IntakeState withRequests(List<InformationRequest> next) {
    return new IntakeState(episode, progress, forms, consents, risk, revisions, changes, next);
  }

  static <T> List<T> plus(List<T> list, T element) {
    List<T> more = new ArrayList<>(list);
    more.add(element);
    return more;
  }
}
