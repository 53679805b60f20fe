package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.workup.Checklist;
import com.telemedicalservices.review.domain.workup.ResultEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision while it is being made. It keeps in step what must always be: every change of phase
 * has its line in the story and its place in the queue, and a dossier is being asked for exactly
 * while somebody needs it.
 */
final class Turn {

  private final Basis basis;
  private final ReviewPolicy policy;
  private final Instant now;
  private final List<Disposition> dispositions;
  private final List<ResultEntry> results;
  private final List<Reading> readings;
  private final List<Transition> story;
  private final List<ReviewEvent> events = new ArrayList<>();
  private CaseFile file;
  private Phase phase;
  private QueueEntry queue;
  private @Nullable Dossier dossier;
  private @Nullable Candidacy candidacy;
  private @Nullable DossierQuestion question;

  Turn(ReviewState before, Instant now, Basis basis) {
    this.basis = basis;
    this.policy = basis.policy();
    this.now = now;
    this.file = before.file();
    this.phase = before.phase();
    this.queue = before.queue();
    this.dossier = before.dossier();
    // The rules may have changed since they read this dossier.
    this.candidacy = dossier == null ? null : dossier.readBy(basis.rules(), before.candidacy());
    this.question = before.question();
    this.dispositions = new ArrayList<>(before.dispositions());
    this.readings = new ArrayList<>(before.readings());
    this.results = new ArrayList<>(before.results());
    this.story = new ArrayList<>(before.story());
  }

  Instant now() {
    return now;
  }

  CaseFile file() {
    return file;
  }

  Phase phase() {
    return phase;
  }

  QueueEntry queue() {
    return queue;
  }

  @Nullable Dossier dossier() {
    return dossier;
  }

  @Nullable DossierQuestion question() {
    return question;
  }

  void learn(CaseFile newFile) {
    file = newFile;
  }

  void keep(Disposition disposition) {
    dispositions.add(disposition);
  }

  List<ResultEntry> results() {
    return List.copyOf(results);
  }

  void keep(ResultEntry result) {
    results.add(result);
  }

  /** How the work-up stands at a time. Only what is decided on a dossier asks for it. */
  Checklist checklist(Instant at) {
    return state()
        .checklist(basis, at)
        .orElseThrow(() -> new IllegalStateException("There is no dossier to read it from"));
  }

  void keep(Dossier newDossier) {
    dossier = newDossier;
    candidacy = newDossier.readBy(basis.rules(), candidacy);
  }

  @Nullable Candidacy candidacy() {
    return candidacy;
  }

  void keep(Candidacy newCandidacy) {
    candidacy = newCandidacy;
  }

  void ask(DossierQuestion newQuestion) {
    question = newQuestion;
  }

  void overdueTold() {
    queue = queue.withOverdueTold();
  }

  void tell(ReviewEvent event) {
    events.add(event);
  }

  /** Something happened that leaves the review where it is. */
  void note(String actor, String reasonCode) {
    move(phase, actor, reasonCode);
  }

  /**
   * Somebody is to look at the review, which stays where it is.
   *
   * @param assignee who; null when nobody is any more
   */
  void assign(@Nullable String assignee, String actor) {
    queue = queue.withAssignee(assignee);
    Status here = phase.status();
    String reasonCode = assignee == null ? "UNASSIGNED" : "ASSIGNED";
    story.add(line(here, here, actor, reasonCode, assignee));
  }

  /** The same phase goes on for longer; not worth a line in the story. */
  void extend(Phase same) {
    phase = same;
  }

  void move(Phase next, String actor, String reasonCode) {
    move(next, actor, reasonCode, now);
  }

  /**
   * The review goes on.
   *
   * @param since since when a clock that begins anew has been running
   */
  void move(Phase next, String actor, String reasonCode, Instant since) {
    Status from = phase.status();
    Status to = next.status();
    story.add(line(from, to, actor, reasonCode, null));
    phase = next;
    queue = entry(from, to, since);
  }

  private Transition line(
      Status from, Status to, String actor, String reasonCode, @Nullable String assignee) {
    return new Transition(
        now,
        actor,
        from,
        to,
        reasonCode,
        policy.version(),
        dossier == null ? null : dossier.revision(),
        candidacy == null ? null : candidacy.rulesVersion(),
        basis.workUp().version(),
        assignee);
  }

  private QueueEntry entry(Status from, Status to, Instant since) {
    boolean keepsItsPlace = from == to || (isOrdinary(from) && isOrdinary(to));
    if (keepsItsPlace) {
      QueueEntry same = queue.withStatus(to);
      boolean hurried =
          isOrdinary(to) && file.urgency().compareTo(Urgency.ofRank(queue.urgency())) < 0;
      return hurried ? same.hurriedTo(running(to, file.urgency(), now)) : same;
    }
    return entered(to, since).withAssignee(to.terminal() ? null : queue.assignedTo());
  }

  private QueueEntry entered(Status to, Instant since) {
    return switch (to) {
      case CRISIS -> running(to, Urgency.CRISIS, since);
      case SUSPENDED -> running(to, Urgency.SUSPENDED, since);
      case WAITING, CLAIMED -> running(to, file.urgency(), since);
      case AWAITING_INTAKE,
          INFORMATION_REQUESTED,
          DEFERRED,
          APPROVED,
          DECLINED,
          WITHDRAWN,
          DISCONTINUED,
          EXPIRED,
          COMPLETED ->
          QueueEntry.resting(to, since);
    };
  }

  private static boolean isOrdinary(Status status) {
    return status == Status.WAITING || status == Status.CLAIMED;
  }

  private QueueEntry running(Status status, Urgency urgency, Instant since) {
    ReviewPolicy.ClockPolicy clock = policy.clock();
    return switch (urgency) {
      case CRISIS -> QueueEntry.running(status, urgency, since, since, since.plus(clock.crisis()));
      case SUSPENDED, ELEVATED ->
          QueueEntry.running(
              status,
              urgency,
              since,
              since,
              clock.businessDaysAfter(since, clock.elevatedBusinessDays()));
      case ROUTINE ->
          QueueEntry.running(
              status,
              urgency,
              since,
              clock.businessDaysAfter(since, clock.amberBusinessDays()),
              clock.businessDaysAfter(since, clock.routineBusinessDays()));
    };
  }

  /** The state as it stands in this moment. */
  ReviewState state() {
    return new ReviewState(
        file, phase, queue, dossier, candidacy, readings, question, dispositions, results, story);
  }

  /** The decision: everything above, and the dossier asked for if somebody needs it now. */
  Decision<ReviewState, ReviewEvent> done() {
    question = questionNeeded();
    keepReading();
    return new Decision.Accepted<>(state(), events);
  }

  private void keepReading() {
    if (dossier == null || candidacy == null) {
      return;
    }
    Reading newest = Reading.of(dossier, candidacy);
    if (readings.isEmpty() || !readings.getLast().equals(newest)) {
      readings.add(newest);
    }
    if (readings.size() > ReviewState.READINGS) {
      readings.removeFirst();
    }
  }

  private @Nullable DossierQuestion questionNeeded() {
    int revision = file.revision();
    boolean isHere = dossier != null && dossier.revision() == revision;
    if (revision == 0 || isHere || !isReadBySomebody()) {
      return null;
    }
    return question != null && question.revision() == revision
        ? question
        : new DossierQuestion(revision, 1, true, now.plus(policy.dossier().patience()), null);
  }

  private boolean isReadBySomebody() {
    return switch (phase) {
      case Phase.Claimed _, Phase.InCrisis _, Phase.Suspended _ -> true;
      case Phase.AwaitingIntake _, Phase.Waiting _, Phase.Approved _ -> false;
      case Phase.InformationRequested _, Phase.Deferred _, Phase.Closed _ -> false;
    };
  }
}
