package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.Recipient;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientCommand.ConsentGiven;
import com.telemedicalservices.notification.domain.RecipientCommand.ConsentTaken;
import com.telemedicalservices.notification.domain.RecipientCommand.ContactChanged;
import com.telemedicalservices.notification.domain.RecipientCommand.EndCare;
import com.telemedicalservices.notification.domain.RecipientCommand.Meet;
import com.telemedicalservices.notification.stream.Mailings.About;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the intake service's events mean for messages and their recipients. */
public final class IntakeReactions implements Reactions<IntakeEvent> {

  private final Mailings mailings;
  private final Recipient recipient;

  public IntakeReactions(Mailings mailings, Recipient recipient) {
    this.mailings = mailings;
    this.recipient = recipient;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends IntakeEvent> event) {
    return switch (event.data()) {
      case IntakeEvent.InquiryReceived e ->
          List.of(
              recipient(e, new Meet(e.patientId())),
              mailings.notice(
                  About.episode(e.patientId(), e.episodeId()),
                  MessageKind.INTAKE_INVITATION,
                  Mailings.ONCE,
                  e.receivedAt()));
      case IntakeEvent.IntakeSubmitted e ->
          List.of(
              mailings.notice(
                  About.episode(e.patientId(), e.episodeId()),
                  MessageKind.INTAKE_RECEIVED,
                  Integer.toString(e.revision()),
                  e.submittedAt()));
      case IntakeEvent.IntakeReminderDue e ->
          List.of(
              mailings.notice(
                  About.episode(e.patientId(), e.episodeId()),
                  MessageKind.INTAKE_REMINDER,
                  Mailings.at(e.dueAt()),
                  e.dueAt()));
      case IntakeEvent.ConsentSigned e ->
          consent(
              e,
              e.consent(),
              channel -> new ConsentGiven(e.patientId(), channel, e.version(), e.signedAt()));
      case IntakeEvent.ConsentWithdrawn e ->
          consent(
              e,
              e.consent(),
              channel -> new ConsentTaken(e.patientId(), channel, e.version(), e.withdrawnAt()));
      case IntakeEvent.ContactChanged e ->
          List.of(recipient(e, new ContactChanged(e.patientId(), e.contactVersion())));
      case IntakeEvent.IntakeWithdrawn e ->
          List.of(recipient(e, new EndCare(e.patientId(), e.episodeId())));
      case IntakeEvent.IntakeLapsed e ->
          List.of(recipient(e, new EndCare(e.patientId(), e.episodeId())));
      case IntakeEvent.IntakeAmended _, IntakeEvent.CrisisFlagged _, IntakeEvent.ChangeReported _ ->
          List.of();
    };
  }

  private List<Reaction<?>> consent(
      IntakeEvent event, String consent, Function<Channel, RecipientCommand> command) {
    return channelOf(consent)
        .<List<Reaction<?>>>map(channel -> List.of(recipient(event, command.apply(channel))))
        .orElse(List.of());
  }

  /** The channel a consent is for; empty for consents to something else. */
  private static Optional<Channel> channelOf(String consent) {
    return switch (consent) {
      case "email" -> Optional.of(Channel.EMAIL);
      case "sms" -> Optional.of(Channel.SMS);
      default -> Optional.empty();
    };
  }

  private Reaction<RecipientCommand> recipient(IntakeEvent event, RecipientCommand command) {
    return new Reaction<>(recipient, event.patientId(), command);
  }
}
