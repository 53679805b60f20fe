package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.intake.domain.Revision;
import com.telemedicalservices.intake.domain.Score;
import com.telemedicalservices.notification.domain.Contact;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.Reach;
import com.telemedicalservices.notification.domain.Reason;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientState;
import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the services do outside their stores, with the other end simulated as well. */
final class Attempts {

  private static final double FAILED_QUESTIONS = 0.05;
  private static final double REFUSED_MAILS = 0.01;
  private static final double LATER_MAILS = 0.03;
  private static final double UNREACHED_MAILS = 0.03;
  private static final double LOST_MAILS = 0.01;

  private Attempts() {}

  static <S, C> SimulatedStore.Attempt<S, C> none() {
    return (_, _, _) -> Optional.empty();
  }

  /** The review asks the intake service for the dossier of a revision. */
  static SimulatedStore.Attempt<ReviewState, ReviewCommand> askingIntake(
      World world, SimulatedStore<IntakeState, IntakeCommand, IntakeEvent> intakes) {
    return (before, after, _) -> {
      var question = after.question();
      if (question == null || !question.beganAfter(before == null ? null : before.question())) {
        return Optional.empty();
      }
      Supplier<ReviewCommand> asking =
          () -> {
            var intake = intakes.find(after.file().episodeId());
            var failed = world.strikes(Fault.FAILED_ATTEMPTS, FAILED_QUESTIONS);
            return failed || intake == null
                ? new ReviewCommand.DossierFailed(
                    question.revision(), question.attempt(), "intake-unavailable")
                : intake.revisions().stream()
                    .filter(revision -> revision.number() == question.revision())
                    .<ReviewCommand>map(
                        revision ->
                            new ReviewCommand.DossierArrived(
                                copy(intake.episode(), revision, world.now())))
                    .findFirst()
                    .orElseGet(
                        () ->
                            new ReviewCommand.DossierFailed(
                                question.revision(), question.attempt(), "other-answer"));
          };
      return Optional.of(asking);
    };
  }

  private static Dossier copy(IntakeState.Episode episode, Revision revision, Instant now) {
    return new Dossier(
        revision.number(),
        now,
        revision.highestTier(),
        revision.forms().stream()
            .map(
                form ->
                    form.score() instanceof Score.Total(_, _, var total, var band, _)
                        ? new Dossier.FormResult(form.form(), form.version(), total, band)
                        : new Dossier.FormResult(form.form(), form.version(), null, null))
            .toList(),
        revision.forms().stream()
            .filter(form -> form.score() == null)
            .flatMap(
                form ->
                    form.answers().entrySet().stream()
                        .map(
                            answer ->
                                new Dossier.GivenAnswer(
                                    form.form() + "/" + answer.getKey(), text(answer.getValue()))))
            .toList(),
        episode.stateOfResidence(),
        episode.stateOfResidence(),
        Set.of(episode.patientId()));
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Text(var text) -> text;
      case Answer.WholeNumber(var number) -> Integer.toString(number);
      case Answer.Decimal(var number) -> number.toPlainString();
      case Answer.YesNo(var yes) -> Boolean.toString(yes);
    };
  }

  /** Notification copies addresses from the intake service. */
  static SimulatedStore.Attempt<RecipientState, RecipientCommand> copyingContacts(
      World world, SimulatedStore<PatientState, PatientCommand, IntakeEvent> patients) {
    return (before, after, _) -> {
      if (!after.beganAskingAfter(before)) {
        return Optional.empty();
      }
      Supplier<RecipientCommand> asking =
          () -> {
            var patient = patients.find(after.patientId());
            if (world.strikes(Fault.FAILED_ATTEMPTS, FAILED_QUESTIONS)) {
              return new RecipientCommand.NotCopied();
            }
            return patient == null
                ? new RecipientCommand.NoContact()
                : new RecipientCommand.Copied(
                    new Contact(
                        patient.contactVersion(),
                        patient.contact().email(),
                        null,
                        null,
                        "en",
                        patient.contact().zone(),
                        world.now()));
          };
      return Optional.of(asking);
    };
  }

  /** Notification hands a message to the mail provider, which sometimes takes it unheard. */
  static SimulatedStore.Attempt<MessageState, MessageCommand> sending(
      World world,
      Promises promises,
      SimulatedStore<RecipientState, RecipientCommand, NotificationEvent> recipients) {
    return (before, after, by) -> {
      if (!(after instanceof MessageState.Sending now) || !now.beganAfter(before)) {
        return Optional.empty();
      }
      Supplier<MessageCommand> sending =
          () ->
              switch (reach(world, now, recipients, by)) {
                case Reach.Overtaken _ -> new MessageCommand.Overtaken(now.attempt());
                case Reach.Never(var reason) -> new MessageCommand.Withheld(now.attempt(), reason);
                case Reach.NotYet(var reason) ->
                    new MessageCommand.Postponed(now.attempt(), reason);
                case Reach.At _ -> handOver(world, promises, now);
              };
      return Optional.of(sending);
    };
  }

  private static Reach reach(
      World world,
      MessageState.Sending sending,
      SimulatedStore<RecipientState, RecipientCommand, NotificationEvent> recipients,
      Instance by) {
    var letter = sending.letter();
    if (letter.messageKind().permit() == MessageKind.Permit.DUTY) {
      return new Reach.At("on-call@clinic.example", "en", "America/Phoenix");
    }
    var recipient = recipients.find(letter.patientId());
    if (recipient == null || recipient.outdated()) {
      recipients.handle(
          by, letter.patientId(), new RecipientCommand.Meet(letter.patientId()), null, _ -> {});
    }
    if (recipient == null) {
      return new Reach.NotYet(Reason.CONTACT_UNKNOWN);
    }
    var reach = recipient.reach(letter);
    return reach instanceof Reach.Never && !world.has(Protection.CONSENT_ASKED)
        ? new Reach.At("patient@example.org", "en", "America/Phoenix")
        : reach;
  }

  private static MessageCommand handOver(
      World world, Promises promises, MessageState.Sending sending) {
    var attempt = sending.attempt();
    if (world.strikes(Fault.FAILED_ATTEMPTS, REFUSED_MAILS)) {
      return new MessageCommand.Refused(attempt);
    }
    if (world.strikes(Fault.FAILED_ATTEMPTS, LATER_MAILS)) {
      return new MessageCommand.RefusedForNow(attempt);
    }
    if (world.strikes(Fault.FAILED_ATTEMPTS, UNREACHED_MAILS)) {
      return new MessageCommand.Postponed(attempt, Reason.CHANNEL_AWAY);
    }
    promises.mailed(sending);
    return world.strikes(Fault.LOST_MAILS, LOST_MAILS)
        ? new MessageCommand.Lost(attempt)
        : new MessageCommand.Accepted(attempt);
  }
}
