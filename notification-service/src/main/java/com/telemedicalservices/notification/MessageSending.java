package com.telemedicalservices.notification;

import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Attempts;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.notification.SmtpChannel.Handover;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageCommand.Result;
import com.telemedicalservices.notification.domain.MessageKind.Permit;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.MessageState.Sending;
import com.telemedicalservices.notification.domain.Reach;
import com.telemedicalservices.notification.domain.Reason;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientState;
import com.telemedicalservices.notification.domain.Templates;
import com.telemedicalservices.notification.domain.Wording;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message whose state says that it is being sent: finds the address, checks what the
 * recipient allows, puts it into words and hands it over. Whatever happens before the hand-over is
 * answered as certainly not sent, so that only the hand-over itself can leave a doubt.
 */
final class MessageSending implements Attempts<MessageState, MessageCommand> {

  private static final Logger log = LoggerFactory.getLogger(MessageSending.class);

  private final AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients;
  private final Templates templates;
  private final SmtpChannel smtp;
  private final Reach.At onCall;

  MessageSending(
      AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients,
      Templates templates,
      SmtpChannel smtp,
      String onCallAddress,
      ZoneId clinicZone) {
    this.recipients = recipients;
    this.templates = templates;
    this.smtp = smtp;
    this.onCall = new Reach.At(onCallAddress, "en", clinicZone.getId());
  }

  @Override
  public Optional<Callable<MessageCommand>> begunBy(
      @Nullable MessageState before, MessageState after) {
    return after instanceof Sending now && now.beganAfter(before)
        ? Optional.of(() -> send(now))
        : Optional.empty();
  }

  private Result send(Sending sending) {
    int attempt = sending.attempt();
    Letter letter = sending.letter();
    String address;
    Wording wording;
    try {
      switch (reach(letter)) {
        case Reach.Overtaken _ -> {
          return new MessageCommand.Overtaken(attempt);
        }
        case Reach.Never(Reason reason) -> {
          return new MessageCommand.Withheld(attempt, reason);
        }
        case Reach.NotYet(Reason reason) -> {
          return new MessageCommand.Postponed(attempt, reason);
        }
        case Reach.At at -> {
          address = at.address();
          wording = templates.write(sending.plan().content(), at.language(), ZoneId.of(at.zone()));
        }
      }
    } catch (StoreUnavailableException e) {
      return new MessageCommand.Postponed(attempt, Reason.STORE_AWAY);
    } catch (RuntimeException e) {
      log.error("Message {} cannot be written: {}", letter.messageId(), e.getClass().getName());
      return new MessageCommand.Postponed(attempt, Reason.NOT_WRITTEN);
    }
    return resultOf(smtp.handOver(letter, address, wording), attempt);
  }

  private Reach reach(Letter letter) {
    if (letter.messageKind().permit() == Permit.DUTY) {
      return onCall;
    }
    Optional<Stored<RecipientState>> recipient = recipients.find(letter.patientId());
    if (recipient.isEmpty() || recipient.get().state().outdated()) {
      recipients.handle(letter.patientId(), new RecipientCommand.Meet(letter.patientId()));
    }
    return recipient.isEmpty()
        ? new Reach.NotYet(Reason.CONTACT_UNKNOWN)
        : recipient.get().state().reach(letter);
  }

  private static Result resultOf(Handover handover, int attempt) {
    return switch (handover) {
      case ACCEPTED -> new MessageCommand.Accepted(attempt);
      case REFUSED -> new MessageCommand.Refused(attempt);
      case REFUSED_FOR_NOW -> new MessageCommand.RefusedForNow(attempt);
      case NOT_REACHED -> new MessageCommand.Postponed(attempt, Reason.CHANNEL_AWAY);
      case LOST -> new MessageCommand.Lost(attempt);
    };
  }
}
