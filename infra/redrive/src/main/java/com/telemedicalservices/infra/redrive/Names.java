package com.telemedicalservices.infra.redrive;

import java.util.List;
import java.util.Set;

/** The headers this tool knows; a test holds them against those of the services. */
final class Names {

  static final String EVENT_ID = "ce_id";
  static final String TYPE = "ce_type";

  static final String ORIGINAL_TOPIC = "x-original-topic";
  static final String ORIGINAL_PARTITION = "x-original-partition";
  static final String ORIGINAL_OFFSET = "x-original-offset";
  static final String CONSUMER = "x-consumer";
  static final String CODE = "x-reason";

  /** On a redriven record: the dead letter it was, as {@code intake.events.dlt:17}. */
  static final String REDRIVEN_FROM = "x-redriven-from";

  /** What an event travels with. */
  static final List<String> OF_EVENTS =
      List.of(
          "ce_specversion",
          EVENT_ID,
          TYPE,
          "ce_source",
          "ce_subject",
          "ce_sequence",
          "ce_time",
          "traceparent",
          "content-type");

  /** What putting aside and redriving add, and a redriven record comes without. */
  static final Set<String> ADDED =
      Set.of(ORIGINAL_TOPIC, ORIGINAL_PARTITION, ORIGINAL_OFFSET, CONSUMER, CODE, REDRIVEN_FROM);

  private Names() {}
}
