package com.telemedicalservices.infra.simulation;

/**
 * What keeps a promise. A run without one must break the promise, and the simulator must see it;
 * that is how it shows that it looks in the right place.
 */
enum Protection {
  /** An event is marked as applied in the write of its effect. */
  INBOX(21),
  /** An event leaves the document only when the broker has it. */
  ACKNOWLEDGED_AFTER_PUBLISHING(21),
  /** An event is handed to the broker only when the broker has the one before. */
  TOLD_IN_ORDER(21),
  /** What a process that died has not published is published by another. */
  SWEEPER(21),
  /** A write only counts if nobody has written since it was decided. */
  VERSION_GUARD(21),
  /** A request that comes twice is carried out once. */
  REQUEST_KEYS(21),
  /** What one aggregate holds no other gets. */
  CLAIMS_EXCLUSIVE(13),
  /** What an aggregate no longer needs it no longer holds. */
  CLAIMS_FREED(13),
  /** Due work whose worker has died is taken up again. */
  LEASES_END(25),
  /** An offset is committed after its event has been applied. */
  COMMITTED_AFTER_APPLYING(21),
  /** Scheduling hears that an approval is suspended. */
  SUSPENSION_HEARD(4),
  /** Scheduling hears that a consent is withdrawn. */
  WITHDRAWAL_HEARD(2),
  /** Scheduling hears that a patient is in crisis. */
  CRISIS_HEARD(5),
  /** The rules of candidacy are asked about every dossier. */
  CANDIDACY_ASSESSED(24),
  /** Whoever decides is licensed where the clinic and the patient are. */
  APPROVER_LICENSED(3),
  /** An answer at HIGH risk is a crisis in the write that keeps it. */
  CRISIS_AT_ONCE(6),
  /** Intent to act is HIGH risk. */
  SCREENER_BY_THE_RULE(8),
  /** Answers that are not complete have no score. */
  MISSING_IS_NOT_ZERO(9),
  /** An intake that has ended takes no more answers. */
  ENDED_FOR_GOOD(16),
  /** An amendment is another revision. */
  HISTORY_KEPT(23),
  /** An approval is suspended when the licence it stands on ends. */
  LICENCE_WATCHED(3),
  /** A risk tier once found is not lowered by what is answered later. */
  TIER_KEPT(7),
  /** A message whose fate is unknown is not sent again. */
  SENT_AT_MOST_ONCE(17),
  /** A reminder goes with its session to another time; there is never a second one. */
  REMINDER_MOVED(17),
  /** A message that could not be sent in time is not sent at all. */
  STALE_DROPPED(17),
  /** The review hears that a follow-up has found HIGH risk. */
  FOLLOW_UP_RISK_HEARD(5),
  /** The review hears of a serious unwanted effect. */
  SERIOUS_EFFECT_HEARD(4),
  /** An alert that nobody takes is called out again. */
  ALERTS_ESCALATED(25),
  /** Follow-up hears who has been discharged, and plans to ask them. */
  DISCHARGE_HEARD(25),
  /** Notification hears of a booked series, and plans its reminders. */
  BOOKING_HEARD(25),
  /** Whoever is written to is asked first whether they want to be. */
  CONSENT_ASKED(19),
  /** Notification hears that somebody no longer wants to be written to. */
  STOP_HEARD(19),
  /** Whoever asked is told that it is done once it is written. */
  ANSWERED_AFTER_WRITING(21),
  /** Scheduling books what the review has approved, and no more. */
  TERMS_HEEDED(12),
  /** Nobody leaves before the shortest stay is over. */
  SHORTEST_STAY(15);

  private final int invariant;

  Protection(int invariant) {
    this.invariant = invariant;
  }

  /** The number in DOMAIN §9 of what is broken without it. */
  int invariant() {
    return invariant;
  }
}
