package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session of a series. Moving it changes its slot, never its identity.
 *
 * @param sessionId its identity
 * @param seriesId the series it belongs to
 * @param number its place in the series when it was booked, from 1
 * @param status where it stands
 * @param slot when and where, and what it holds
 * @param infusionStartedAt when the pump was started first
 * @param infusionEndedAt when the infusion was over
 * @param escortReference the escort named at the start, by reference
 * @param overdueSince when it was noticed that it should long be over
 * @param transitions how it came to where it stands
 * @param moves the times it was given before
 */
public record Session(
    String sessionId,
    String seriesId,
    int number,
    SessionStatus status,
    Slot slot,
    @Nullable Instant infusionStartedAt,
    @Nullable Instant infusionEndedAt,
    @Nullable String escortReference,
    @Nullable Instant overdueSince,
    List<Transition> transitions,
    List<Move> moves) {

  public Session {
    transitions = List.copyOf(transitions);
    moves = List.copyOf(moves);
  }

  /**
   * A step from one status to another.
   *
   * @param from the status before
   * @param to the status after
   * @param actor who, or which service, or the clock
   * @param reasonCode why
   * @param at when
   * @param policyVersion version of the limits it was decided by
   */
  public record Transition(
      SessionStatus from,
      SessionStatus to,
      String actor,
      String reasonCode,
      Instant at,
      String policyVersion) {}

  /**
   * A change of time.
   *
   * @param previous the slot it had
   * @param actor who
   * @param reasonCode why
   * @param at when
   */
  public record Move(Slot previous, String actor, String reasonCode, Instant at) {}

  static Session planned(String seriesId, int number, Slot slot) {
    return new Session(
        seriesId + "." + number,
        seriesId,
        number,
        SessionStatus.PLANNED,
        slot,
        null,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  Session with(Transition transition) {
    List<Transition> all = new ArrayList<>(transitions);
    all.add(transition);
    return new Session(
        sessionId,
        seriesId,
        number,
        transition.to(),
        slot,
        infusionStartedAt == null && transition.to() == SessionStatus.INFUSING
            ? transition.at()
            : infusionStartedAt,
        infusionEndedAt == null
                && (transition.to() == SessionStatus.STOPPED
                    || transition.to() == SessionStatus.RECOVERY)
            ? transition.at()
            : infusionEndedAt,
        escortReference,
        overdueSince,
        all,
        moves);
  }

  Session movedTo(Slot other, Move move) {
    List<Move> all = new ArrayList<>(moves);
    all.add(move);
    return new Session(
        sessionId,
        seriesId,
        number,
        status,
        other,
        infusionStartedAt,
        infusionEndedAt,
        escortReference,
        overdueSince,
        transitions,
        all);
  }

  Session withEscort(String reference) {
    return new Session(
        sessionId,
        seriesId,
        number,
        status,
        slot,
        infusionStartedAt,
        infusionEndedAt,
        reference,
        overdueSince,
        transitions,
        moves);
  }

  Session overdue(Instant since) {
    return new Session(
        sessionId,
        seriesId,
        number,
        status,
        slot,
        infusionStartedAt,
        infusionEndedAt,
        escortReference,
        since,
        transitions,
        moves);
  }

  /** Whether it counts towards what was approved: given, or still to be given. */
  boolean counts() {
    return infusionStartedAt != null || !status.isTerminal();
  }
}
