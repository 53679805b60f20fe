package com.telemedicalservices.notification.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way (DOMAIN §8.3).
 *
 * <pre>
 * Unplanned → Queued ⇄ Held
 *             Queued → Sending → Delivered ▣
 *                      Sending → Queued (again later) / Held / Cancelled ▣
 *                      Sending → Dead ▣ / Suppressed ▣
 *                      Sending → Unknown ▣ (only the lost result itself may still settle it)
 *    Queued, Held, Unplanned → Cancelled ▣
 *               Queued, Held → Suppressed ▣ / Dead ▣ (stale)
 * </pre>
 */
public sealed interface MessageState {

  /** How many steps of its way a message remembers. */
  int KEPT_STEPS = 24;

  /** Which message it is. */
  Letter letter();

  /** When it was first heard of. */
  Instant createdAt();

  /** Where it has been, oldest first. */
  List<Step> steps();

  /**
   * Something was told about it before it was planned.
   *
   * @param held whether it is to wait once it is planned
   * @param asOf when what was told happened
   */
  record Unplanned(Letter letter, Instant createdAt, List<Step> steps, boolean held, Instant asOf)
      implements MessageState {}

  /**
   * It waits for its time.
   *
   * @param plan what, when
   * @param tries how often sending has failed
   * @param nextTryAt when it is to be sent, or tried again
   */
  record Queued(
      Letter letter, Instant createdAt, List<Step> steps, Plan plan, Tries tries, Instant nextTryAt)
      implements MessageState {}

  /**
   * It waits until what it is about may take place again.
   *
   * @param plan what, when
   * @param tries how often sending has failed
   */
  record Held(Letter letter, Instant createdAt, List<Step> steps, Plan plan, Tries tries)
      implements MessageState {}

  /**
   * It is being sent.
   *
   * @param plan what, when
   * @param tries how often sending has failed before
   * @param attempt number of this attempt, from 1
   * @param until when its outcome counts as unknown
   * @param overdue whether it has been given a second time limit: a machine that slept, or a clock
   *     that was set forward, makes an attempt look old that has hardly begun
   * @param held whether it is to wait if the attempt fails
   * @param cancelled why it is not to be tried again if the attempt fails; null when it is
   */
  record Sending(
      Letter letter,
      Instant createdAt,
      List<Step> steps,
      Plan plan,
      Tries tries,
      int attempt,
      Instant until,
      boolean overdue,
      boolean held,
      @Nullable Reason cancelled)
      implements MessageState {

    /** Whether this attempt is another than one that may have been under way before. */
    public boolean beganAfter(@Nullable MessageState before) {
      return !(before instanceof Sending sending && sending.attempt == attempt);
    }
  }

  /** The channel took it. */
  record Delivered(Letter letter, Instant createdAt, List<Step> steps) implements MessageState {}

  /**
   * It may have been sent and nobody knows. Never sent again.
   *
   * @param attempt the attempt nobody heard back from
   */
  record Unknown(Letter letter, Instant createdAt, List<Step> steps, int attempt)
      implements MessageState {}

  /** It could not be sent. */
  record Dead(Letter letter, Instant createdAt, List<Step> steps, Reason reason)
      implements MessageState {}

  /** It was not sent on purpose. */
  record Suppressed(Letter letter, Instant createdAt, List<Step> steps, Reason reason)
      implements MessageState {}

  /** What it was about does not take place. */
  record Cancelled(Letter letter, Instant createdAt, List<Step> steps, Reason reason)
      implements MessageState {}

  /**
   * What is to be sent and when.
   *
   * @param content the facts it is written from
   * @param sendAt when
   * @param staleAfter when it is no longer worth sending
   * @param asOf when what this plan follows from happened; an older plan does not change it
   * @param gateAsOf when it was last held or released; null when it never was. It is not the plan
   *     that this makes newer: a move told late still counts after a release
   */
  record Plan(
      Content content,
      Instant sendAt,
      Instant staleAfter,
      Instant asOf,
      @Nullable Instant gateAsOf) {

    Plan gated(Instant at) {
      return new Plan(content, sendAt, staleAfter, asOf, at);
    }

    /** Whether a hold or a release of this time is older than what is known. */
    boolean knowsBetterThan(Instant at) {
      return at.isBefore(asOf) || (gateAsOf != null && at.isBefore(gateAsOf));
    }

    /** Whether what held or released it last is no older than a plan of this time. */
    boolean gatesPlanOf(Instant at) {
      return gateAsOf != null && !at.isAfter(gateAsOf);
    }
  }

  /**
   * How often sending has failed.
   *
   * @param refused how often the channel refused for now
   * @param postponed how often it was not even offered to the channel
   * @param last why, the last time; null when it never failed
   */
  record Tries(int refused, int postponed, @Nullable Reason last) {

    /** None yet. */
    public static final Tries NONE = new Tries(0, 0, null);

    /** How many attempts there were. */
    public int total() {
      return refused + postponed;
    }
  }

  /**
   * One step of its way.
   *
   * @param to the state it came to
   * @param at when
   * @param reason why
   */
  record Step(String to, Instant at, Reason reason) {}

  /** The steps with one more; the oldest go when there are too many. */
  static List<Step> with(
      List<Step> steps, Class<? extends MessageState> to, Instant at, Reason why) {
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(to.getSimpleName(), at, why));
    return List.copyOf(more.subList(Math.max(0, more.size() - KEPT_STEPS), more.size()));
  }
}
