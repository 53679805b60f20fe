package com.telemedicalservices.testkit.delivery;

/**
 * What keeps a promise in the kit: where it stands, what happens when it is taken out, and the test
 * that must notice.
 */
enum Protection {
  /** A write counts only if nobody has written since it was decided. */
  VERSION_GUARD(
      call("store.Documents", "guardedUpdate", "Filters.eq", "atAnyVersion"),
      OneWriteTest.class,
      "two_writers_of_one_aggregate_lose_no_update"),
  /** Whoever has lost a race is told so. */
  LOST_RACE_TOLD(
      call("store.Documents", "write", "Documents.resultOf", "asIfWritten"),
      OneWriteTest.class,
      "two_writers_of_one_aggregate_lose_no_update"),
  /** A command that has lost a race is decided again. */
  COMMAND_DECIDED_AGAIN(
      call("store.AggregateStore", "handle", "AggregateStore.standAside", "givingUp"),
      OneWriteTest.class,
      "a_command_whose_aggregate_is_written_meanwhile_is_decided_again"),
  /** Facts that have lost a race are decided again. */
  FACTS_DECIDED_AGAIN(
      call("store.FactsBatch", "apply", "AggregateStore.standAside", "givingUp"),
      OneWriteTest.class,
      "facts_whose_aggregate_is_written_meanwhile_are_decided_again"),
  /** The mark of a fact is written with its effect. */
  MARK_WRITTEN(
      call("store.Documents", "guardedUpdate", "Write.inbox", "nothing"),
      TallyDeliveryTest.class,
      "a_fact_delivered_again_after_later_ones_changes_nothing"),
  /** A fact that is marked is passed over. */
  MARK_HEEDED(
      call("store.FactsBatch", "decide", "Loaded.inbox", "noMarks"),
      TallyDeliveryTest.class,
      "a_fact_delivered_again_after_later_ones_changes_nothing"),
  /** A fact that is twice in one poll is passed over the second time. */
  TWICE_IN_ONE_POLL(
      call("store.FactsBatch", "decide", "Set.contains", 2, "absent"),
      TallyDeliveryTest.class,
      "a_fact_delivered_twice_is_applied_once"),
  /** The key of a request is written with its effect. */
  KEY_WRITTEN(
      call("store.Documents", "guardedUpdate", "Write.request", "noRequest"),
      TallyDeliveryTest.class,
      "a_request_sent_to_two_processes_at_once_is_carried_out_once"),
  /** A request whose key is known is answered and not carried out. */
  KEY_HEEDED(
      call("store.AggregateStore", "earlierIn", "Loaded.requests", "nothing"),
      TallyDeliveryTest.class,
      "a_request_sent_to_two_processes_at_once_is_carried_out_once"),
  /** A key is good for one request only. */
  KEY_OF_ANOTHER_REQUEST(
      call("store.AggregateStore", "earlierIn", "String.equals", 2, "theSame"),
      OneWriteTest.class,
      "a_key_that_has_served_one_request_is_refused_for_another"),
  /** A change is made to the version that its caller has seen. */
  VERSION_SEEN(
      call("store.AggregateStore", "withoutDeciding", "Change.expectedVersion", "noVersion"),
      OneWriteTest.class,
      "a_change_that_is_meant_for_an_earlier_version_is_refused"),
  /** An aggregate of which many events wait takes no more. */
  EVENTS_WAITING(
      call("store.AggregateStore", "withoutDeciding", "List.size", "empty"),
      OutboxTest.class,
      "an_aggregate_of_which_many_events_wait_for_kafka_takes_no_more_requests"),
  /** What one aggregate holds no other gets. */
  CLAIMS_EXCLUSIVE(
      call("store.Documents", "createIndexes", "IndexOptions.unique", "notUnique"),
      OneWriteTest.class,
      "of_five_hundred_races_for_overlapping_cells_no_cell_is_held_twice"),
  /** Who needs less holds less. */
  CLAIMS_FREED(
      call("store.Documents", "guardedUpdate", "Updates.set", "keepingClaims"),
      OneWriteTest.class,
      "cells_that_are_let_go_are_free_for_another"),
  /** Who needs nothing holds nothing. */
  ALL_CLAIMS_FREED(
      call("store.Documents", "guardedUpdate", "Updates.unset", "keepingAllClaims"),
      OneWriteTest.class,
      "cells_that_are_let_go_are_free_for_another"),
  /** A write that cannot be sent does not keep those it travels with from being sent. */
  BULK_SENT_ONE_BY_ONE(
      call("store.Documents", "write", "Documents.oneByOne", "allRefused"),
      OneWriteTest.class,
      "a_fact_that_makes_its_aggregate_too_large_is_put_aside_alone_of_a_poll"),
  /** Of the facts of an aggregate only the one that cannot be written is put aside. */
  POISON_ALONE(
      call("store.FactsBatch", "cannotBeWritten", "List.size", "single"),
      OneWriteTest.class,
      "a_fact_that_cannot_be_written_is_put_aside_alone"),
  /** A fact that brings out a bug in the rules is put aside. */
  BUG_IN_RULES_CAUGHT(
      new Removal.OfCatch(kit("store.FactsBatch"), "decide", RuntimeException.class),
      OneWriteTest.class,
      "a_fact_that_is_refused_is_put_aside_alone_and_not_marked_as_applied"),
  /** An event that brings out a bug in its translation is put aside. */
  BUG_IN_REACTIONS_CAUGHT(
      new Removal.OfCatch(kit("inbox.EventConsumers"), "read", RuntimeException.class),
      OneWriteTest.class,
      "a_fact_whose_translation_fails_is_put_aside_alone"),
  /** A poll is done only when Kafka has its dead letters. */
  DEAD_LETTER_AWAITED(
      call("inbox.DeadLetters", "send", "DeadLetters.await", "acknowledgedAtOnce"),
      OneWriteTest.class,
      "a_poll_whose_dead_letter_kafka_does_not_take_fails_and_is_taken_again"),
  /** A database that is away makes no fact poison. */
  OUTAGE_IS_NO_POISON(
      call("inbox.EventConsumers", "applyTo", "AggregateStore.apply", "poisonedByOutage"),
      OneWriteTest.class,
      "a_poll_that_the_database_does_not_answer_fails_as_a_whole_and_puts_nothing_aside"),
  /** An event carries the trace of its own cause. */
  TRACE_OF_ITS_CAUSE(
      call("store.FactsBatch", "decide", "Traces.current", "oneTrace"),
      OneWriteTest.class,
      "each_event_of_a_poll_carries_the_trace_of_its_own_cause"),
  /** What a worker has taken no other takes. */
  DUE_LEASE(
      call("store.Documents", "claimDue", "Instant.plus", "atOnce"),
      DueWorkTest.class,
      "what_a_worker_had_taken_when_it_died_is_done_once_when_its_lease_has_ended"),
  /** What a worker that died had taken is taken again. */
  DUE_LEASE_ENDS(
      call("store.Documents", "claimDue", "Instant.plus", "never"),
      DueWorkTest.class,
      "what_a_worker_had_taken_when_it_died_is_done_once_when_its_lease_has_ended"),
  /** What another worker was faster with is no longer due. */
  DUE_STILL(
      call("store.Documents", "claimDue", "Filters.eq", 2, "dueOrNot"),
      DueWorkTest.class,
      "what_another_worker_takes_between_the_look_and_the_taking_is_left_to_it"),
  /** A worker does only what it has taken itself. */
  DUE_TOKEN(
      call("store.Documents", "claimDue", "String.equals", "theSame"),
      DueWorkTest.class,
      "what_another_worker_takes_between_the_look_and_the_taking_is_left_to_it"),
  /** What is due stays due since when it was, though a lease has ended. */
  DUE_SINCE(
      call("store.Documents", "claimDue", "Documents.dueSince", "endOfLease"),
      DueWorkTest.class,
      "an_aggregate_that_breaks_when_time_passes_gets_older_each_time_it_is_tried"),
  /** An aggregate whose rules break when time passes does not stop the others. */
  BUG_WHEN_TIME_PASSES_CAUGHT(
      new Removal.OfCatch(kit("store.AggregateStore"), "decideDue", RuntimeException.class),
      DueWorkTest.class,
      "an_aggregate_that_breaks_when_time_passes_does_not_hold_up_others"),
  /** A worker whose database is away goes on when it is back. */
  DUE_WORKER_GOES_ON(
      new Removal.OfCatch(kit("due.DueWorker"), "work", RuntimeException.class),
      DueWorkTest.class,
      "a_worker_whose_database_is_away_once_looks_again"),
  /** An attempt whose time is up is not made. */
  ATTEMPT_DEADLINE(
      call("due.AttemptRunner", "make", "Instant.isBefore", "inTime"),
      AttemptsTest.class,
      "an_attempt_that_finds_its_place_only_when_its_time_is_up_is_not_made"),
  /** An event leaves its document only when Kafka has it. */
  LEFT_AFTER_ACKNOWLEDGEMENT(
      call("outbox.OutboxRelay", "sendFirst", "EventSender.send", "acknowledgedWhenHandedOver"),
      OutboxTest.class,
      "an_event_that_is_not_taken_now_is_tried_again_before_its_successor"),
  /** An event is handed over only when Kafka has the one before. */
  TOLD_IN_ORDER(
      body("outbox.OutboxRelay", "first", "firstThatLetsTheNextGo"),
      OutboxTest.class,
      "an_event_whose_predecessor_is_refused_while_it_is_being_written_does_not_overtake"),
  /** An event that is not taken now is tried again. */
  TRIED_AGAIN(
      call("outbox.OutboxRelay", "settled", "Queue.add", "forgotten"),
      OutboxTest.class,
      "an_event_that_is_not_taken_now_is_tried_again_before_its_successor"),
  /** All behind a refused event wait with it. */
  LINE_BEHIND_A_REFUSED_EVENT(
      body("outbox.OutboxRelay", "stand", "goingOn"),
      OutboxTest.class,
      "an_event_whose_predecessor_is_refused_while_it_is_being_written_does_not_overtake"),
  /** So does one that was being written when it was refused. */
  STANDING(
      call("outbox.OutboxRelay", "lineUp", "Set.contains", "absent"),
      OutboxTest.class,
      "an_event_whose_predecessor_is_refused_while_it_is_being_written_does_not_overtake"),
  /** An event joins a line only when all that wait before it are in it. */
  BEHIND_ANOTHER_PROCESS(
      call("outbox.OutboxRelay", "isPublishing", "Set.containsAll", "allPresent"),
      OutboxTest.class,
      "an_event_written_behind_one_that_another_process_has_at_hand_does_not_overtake"),
  /** What a process that died has not published is published by another. */
  SWEEPER(
      call("outbox.OutboxRelay", "sweep", "OutboxRelay.sweepOnce", "unswept"),
      OutboxTest.class,
      "an_event_written_behind_one_that_another_process_has_at_hand_does_not_overtake"),
  /** A sweeper whose database is away goes on when it is back. */
  SWEEPER_GOES_ON(
      new Removal.OfCatch(kit("outbox.OutboxRelay"), "sweep", RuntimeException.class),
      OutboxTest.class,
      "a_sweeper_whose_database_is_away_once_sweeps_again"),
  /** A process that is stopped publishes what it has at hand. */
  FAREWELL(
      call("outbox.OutboxRelay", "close", "OutboxRelay.awaitEmptyLines", "unfinished"),
      OutboxTest.class,
      "a_process_that_is_stopped_publishes_what_it_has_at_hand");

  private final Removal removal;
  private final Witness witness;

  /** A test that must notice. */
  record Witness(Class<?> testClass, String method) {}

  Protection(Removal removal, Class<?> testClass, String method) {
    this.removal = removal;
    this.witness = new Witness(testClass, method);
  }

  Removal removal() {
    return removal;
  }

  Witness witness() {
    return witness;
  }

  private static Removal call(String type, String method, String callee, String instead) {
    return call(type, method, callee, 0, instead);
  }

  private static Removal call(
      String type, String method, String callee, int place, String instead) {
    return new Removal.OfCall(kit(type), method, callee, place, instead);
  }

  private static Removal body(String type, String method, String instead) {
    return new Removal.OfBody(kit(type), method, instead);
  }

  private static String kit(String type) {
    return "com.telemedicalservices.kit." + type;
  }
}
