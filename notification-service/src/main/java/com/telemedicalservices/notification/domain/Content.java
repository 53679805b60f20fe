package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.AlertLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts a message is written from. Times and ids only: a body never says a diagnosis, a drug, a
 * score or an answer (DOMAIN §9, invariant 20).
 */
public sealed interface Content {

  /** What the message is for. */
  MessageKind kind();

  /** The name of its text among the templates. */
  default String template() {
    return kind().code();
  }

  /**
   * A message that needs no facts.
   *
   * @param notice which
   */
  record Notice(MessageKind notice) implements Content {
    @Override
    public MessageKind kind() {
      return notice;
    }
  }

  /**
   * All dates of a series.
   *
   * @param startsAt the start of each session, in order
   */
  record SeriesDates(List<Instant> startsAt) implements Content {
    public SeriesDates {
      startsAt = List.copyOf(startsAt);
    }

    @Override
    public MessageKind kind() {
      return MessageKind.SERIES_CONFIRMATION;
    }
  }

  /**
   * A session is near.
   *
   * @param rung how near
   * @param startsAt when it starts
   */
  record SessionNear(Rung rung, Instant startsAt) implements Content {
    @Override
    public MessageKind kind() {
      return MessageKind.SESSION_REMINDER;
    }

    @Override
    public String template() {
      return kind().code() + "-" + rung.occurrence();
    }
  }

  /**
   * A session has a new time.
   *
   * @param previousStartsAt the time it had
   * @param startsAt the time it has
   */
  record NewTime(Instant previousStartsAt, Instant startsAt) implements Content {
    @Override
    public MessageKind kind() {
      return MessageKind.SESSION_MOVED;
    }
  }

  /**
   * Questions wait for the patient.
   *
   * @param checkInId the check-in
   * @param answerBy when they should be answered
   */
  record Questions(String checkInId, Instant answerBy) implements Content {
    @Override
    public MessageKind kind() {
      return MessageKind.CHECK_IN;
    }
  }

  /**
   * An alert waits for a clinician.
   *
   * @param alertId the alert
   * @param episodeId the course of care it is about
   * @param rung how many times it has been passed on; 0 when it was just raised
   * @param level how soon somebody must act; null when the caller does not say
   * @param acknowledgeBy when somebody must have taken it; null when the caller does not say
   */
  record Page(
      String alertId,
      String episodeId,
      int rung,
      @Nullable AlertLevel level,
      @Nullable Instant acknowledgeBy)
      implements Content {
    @Override
    public MessageKind kind() {
      return MessageKind.STAFF_PAGE;
    }
  }
}
