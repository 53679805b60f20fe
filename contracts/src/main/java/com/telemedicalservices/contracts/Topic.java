package com.telemedicalservices.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The Kafka topics, one per producing service. Topics are code: the services create them as written
 * here, and the broker's automatic creation is off.
 */
public enum Topic {
  INTAKE("intake.events", "intake-service", IntakeEvent.class),
  REVIEW("review.events", "provider-review-service", ReviewEvent.class),
  SCHEDULING("scheduling.events", "scheduling-service", SchedulingEvent.class),
  FOLLOW_UP("followup.events", "care-followup-service", FollowUpEvent.class),
  NOTIFICATION("notification.events", "notification-service", NotificationEvent.class);

  /** Never changed on a living topic: it would move keys to other partitions and lose order. */
  public static final int PARTITIONS = 12;

  /** How long facts stay readable for a consumer that was away. */
  public static final Duration RETENTION = Duration.ofDays(30);

  /** How long a dead letter waits for a human. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(180);

  private final String topicName;
  private final String producer;
  private final Class<? extends Event> family;

  Topic(String topicName, String producer, Class<? extends Event> family) {
    this.topicName = topicName;
    this.producer = producer;
    this.family = family;
  }

  /** The topic's name at the broker. */
  public String topicName() {
    return topicName;
  }

  /** Where records go that no consumer can handle. */
  public String deadLetterName() {
    return topicName + ".dlt";
  }

  /** The only service that may write to it. */
  public String producer() {
    return producer;
  }

  /** The sealed family of events it carries. */
  public Class<? extends Event> family() {
    return family;
  }

  /** The event records it carries. */
  public List<Class<? extends Event>> events() {
    return Arrays.stream(family.getPermittedSubclasses())
        .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
        .toList();
  }

  /** The topic that carries this kind of event. */
  public static Topic of(Class<? extends Event> type) {
    return Arrays.stream(values())
        .filter(topic -> topic.family.isAssignableFrom(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No topic carries " + type.getName()));
  }
}
