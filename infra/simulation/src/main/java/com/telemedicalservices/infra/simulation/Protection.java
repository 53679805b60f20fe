package com.telemedicalservices.infra.simulation;

/**
 * What keeps a promise. A run without one must break the promise, and the simulator must see it;
 * that is how it shows that it looks in the right place.
 */
enum Protection {
  /** An event is marked as applied in the write of its effect. */
  INBOX,
  /** An event leaves the document only when the broker has it. */
  ACKNOWLEDGED_AFTER_PUBLISHING,
  /** What a process that died has not published is published by another. */
  SWEEPER,
  /** A write only counts if nobody has written since it was decided. */
  VERSION_GUARD,
  /** A request that comes twice is carried out once. */
  REQUEST_KEYS,
  /** What one aggregate holds no other gets. */
  CLAIMS_EXCLUSIVE,
  /** What an aggregate no longer needs it no longer holds. */
  CLAIMS_FREED,
  /** Due work whose worker has died is taken up again. */
  LEASES_END,
  /** An offset is committed after its event has been applied. */
  COMMITTED_AFTER_APPLYING,
  /** Scheduling hears that an approval is suspended. */
  SUSPENSION_HEARD,
  /** A risk tier once found is not lowered by what is answered later. */
  TIER_KEPT,
  /** A message whose fate is unknown is not sent again. */
  SENT_AT_MOST_ONCE
}
