package com.telemedicalservices.followup.domain;

/**
 * An unwanted effect as the patient or staff tells of it.
 *
 * @param effect which
 * @param severity from 1, mild, to 5, death (as in CTCAE)
 * @param serious whether it was told to be serious: death, life-threatening, hospitalisation,
 *     disability or an important medical event
 */
public record SideEffect(AdverseEventKind effect, int severity, boolean serious) {

  public static final int LEAST = 1;
  static final int MOST = 5;
  private static final int LIFE_THREATENING = 4;

  /** Whether it is serious, by what was told, by its severity or by what it is. */
  public boolean isSerious() {
    return serious || severity >= LIFE_THREATENING || effect.isEmergency();
  }

  boolean isInRange() {
    return severity >= LEAST && severity <= MOST;
  }
}
