package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.notification.domain.Content;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.Rung;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reactions that plan messages. The one place that says which channels a message goes
 * by: e-mail for now. Text messages, with their quiet hours from 21:00 to 08:00 and their length,
 * come in here as a second channel.
 */
public final class Mailings {

  /** The only occurrence of what happens once. */
  static final String ONCE = "1";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Message message;
  private final MessagePolicy policy;

  public Mailings(Message message, MessagePolicy policy) {
    this.message = message;
    this.policy = policy;
  }

  /** Whom and what a message is about. */
  record About(String patientId, String episodeId, @Nullable String seriesId, String subjectId) {

    static About episode(String patientId, String episodeId) {
      return new About(patientId, episodeId, null, episodeId);
    }

    Letter letter(MessageKind kind, String occurrence) {
      return new Letter(patientId, episodeId, seriesId, kind, subjectId, occurrence, Channel.EMAIL);
    }
  }

  /** A message to be sent at once, worth sending for as long as any notice. */
  Reaction<?> notice(About about, MessageKind kind, String occurrence, Instant at) {
    return now(about, new Content.Notice(kind), occurrence, at, policy.noticeStaleAfter(at));
  }

  /** A message to be sent at once. */
  Reaction<?> now(About about, Content content, String occurrence, Instant at, Instant staleAfter) {
    return plan(about.letter(content.kind(), occurrence), content, at, staleAfter, at);
  }

  /**
   * The reminders of a session. One whose time had passed before the session was booked is never
   * created, as the confirmation has just said the same; moving the session later may still bring
   * it about.
   */
  Stream<Reaction<?>> remindersOfNew(About session, Instant startsAt, Instant bookedAt) {
    return Arrays.stream(Rung.values())
        .filter(rung -> !rung.sendAt(startsAt).isBefore(bookedAt))
        .map(rung -> reminder(session, rung, startsAt, bookedAt));
  }

  /** The same reminders at the times that follow from a new start. */
  Stream<Reaction<?>> remindersOfMoved(About session, Instant startsAt, Instant movedAt) {
    return Arrays.stream(Rung.values()).map(rung -> reminder(session, rung, startsAt, movedAt));
  }

  /** Tells every reminder of a session the same. */
  List<Reaction<?>> eachReminder(About session, Function<Letter, MessageCommand> command) {
    return Arrays.stream(Rung.values())
        .<Reaction<?>>map(
            rung -> tell(command, session.letter(MessageKind.SESSION_REMINDER, rung.occurrence())))
        .toList();
  }

  /** An occurrence named by the time it happened. */
  static String at(Instant time) {
    return STAMP.format(time);
  }

  private Reaction<?> reminder(About session, Rung rung, Instant startsAt, Instant asOf) {
    return plan(
        session.letter(MessageKind.SESSION_REMINDER, rung.occurrence()),
        new Content.SessionNear(rung, startsAt),
        rung.sendAt(startsAt),
        rung.staleAfter(startsAt),
        asOf);
  }

  private Reaction<?> plan(
      Letter letter, Content content, Instant sendAt, Instant staleAfter, Instant asOf) {
    return tell(which -> new MessageCommand.Plan(which, content, sendAt, staleAfter, asOf), letter);
  }

  private Reaction<MessageCommand> tell(Function<Letter, MessageCommand> command, Letter letter) {
    return new Reaction<>(message, letter.messageId(), command.apply(letter));
  }
}
