package com.telemedicalservices.contracts;

/**
 * A fact one service tells the others. Every event is about exactly one patient, and the patient's
 * id is its Kafka key, so that all facts of one topic about one patient arrive in order.
 */
public sealed interface Event
    permits FollowUpEvent, IntakeEvent, NotificationEvent, ReviewEvent, SchedulingEvent {

  /** The patient this fact is about; the Kafka key. */
  String patientId();
}
