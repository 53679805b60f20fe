package com.telemedicalservices.scheduling.domain;

/** What can be asked of a clinic. */
public sealed interface ClinicCommand {

  /**
   * The clinic is to be as given, whether it existed before or not.
   *
   * @param clinic all of it
   */
  record Put(ClinicState clinic) implements ClinicCommand {}

  /** Time has passed. It means nothing to a clinic. */
  record TimePassed() implements ClinicCommand {}
}
