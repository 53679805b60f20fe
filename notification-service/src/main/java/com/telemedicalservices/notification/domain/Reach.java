package com.telemedicalservices.notification.domain;

/** Whether, and where, a message can be sent. */
public sealed interface Reach {

  /**
   * It can.
   *
   * @param address where to
   * @param language the language to write in
   * @param zone the time zone to write times in
   */
  record At(String address, String language, String zone) implements Reach {

    /** Never printed: it would put an address into logs. */
    @Override
    public String toString() {
      return "At[language=" + language + ", zone=" + zone + "]";
    }
  }

  /**
   * Not yet.
   *
   * @param reason why
   */
  record NotYet(Reason reason) implements Reach {}

  /**
   * It must not, or there is nowhere to send it.
   *
   * @param reason why
   */
  record Never(Reason reason) implements Reach {}

  /** There is no point any more: the care it belongs to has ended. */
  record Overtaken() implements Reach {}
}
