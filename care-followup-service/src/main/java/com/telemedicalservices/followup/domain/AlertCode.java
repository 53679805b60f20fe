package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an alert is about (DOMAIN §8.5). */
public enum AlertCode {
  SI_HIGH(AlertLevel.P1, Kind.RISK),
  SI_MOD(AlertLevel.P2, Kind.RISK),
  SI_LOW(AlertLevel.P3, Kind.RISK),
  SI_NO_SHOW(AlertLevel.P1, Kind.RISK),
  /** Words of a crisis in free text. */
  SI_TEXT(AlertLevel.P1, Kind.RISK),
  WORSENING(AlertLevel.P2, Kind.SIGNAL),
  MANIA_SIGNAL(AlertLevel.P2, Kind.SIGNAL),
  BP_RED(AlertLevel.P1, Kind.SIGNAL),
  BP_AMBER(AlertLevel.P2, Kind.SIGNAL),
  SPO2_RED(AlertLevel.P1, Kind.SIGNAL),
  VITALS_OVERDUE(AlertLevel.P1, Kind.SIGNAL),
  /** A session has lasted longer than it should. */
  SESSION_OVERDUE(AlertLevel.P2, Kind.SIGNAL),
  /** A vital sign beyond a limit that has no code of its own. */
  VITALS_ALARM(AlertLevel.P2, Kind.SIGNAL),
  AE_SERIOUS(AlertLevel.P1, Kind.SIGNAL),
  URINARY(AlertLevel.P2, Kind.SIGNAL),
  PREGNANCY_POSSIBLE(AlertLevel.P1, Kind.SIGNAL),
  CHECKIN_OVERDUE(AlertLevel.P3, Kind.UNDONE),
  MSG_DEAD(AlertLevel.P2, Kind.UNDONE),
  REVIEW_OVERDUE(AlertLevel.P2, Kind.UNDONE);

  private enum Kind {
    RISK,
    SIGNAL,
    UNDONE
  }

  private final AlertLevel level;
  private final Kind kind;

  AlertCode(AlertLevel level, Kind kind) {
    this.level = level;
    this.kind = kind;
  }

  /** How soon a human must act unless the facts say otherwise. */
  public AlertLevel level() {
    return level;
  }

  /**
   * Whether it says that something expected was not done. Such an alert takes in all further ones
   * of its sort until it is resolved, so that a dead channel cannot raise alerts without end; a
   * signal about the patient does so only within a time, because each new one needs a new look.
   */
  boolean isUndone() {
    return kind == Kind.UNDONE;
  }

  /** Whether it is about the risk of suicide. */
  boolean isSuicideRisk() {
    return kind == Kind.RISK;
  }

  /** Whether it says that the patient is at HIGH risk. */
  boolean isHighRisk() {
    return this == SI_HIGH || this == SI_TEXT;
  }

  /** The code for a patient who was found to be at this risk; null when there is none. */
  static @Nullable AlertCode ofTier(RiskTier tier) {
    return switch (tier) {
      case NONE -> null;
      case LOW -> SI_LOW;
      case MODERATE -> SI_MOD;
      case HIGH -> SI_HIGH;
    };
  }

  /** The code for a HIGH signal, by the instrument or channel that gave it. */
  public static AlertCode ofSignal(String source) {
    return source.equals(IntakeEvent.CrisisFlagged.FREE_TEXT) ? SI_TEXT : SI_HIGH;
  }

  /** The code for a vital sign beyond a limit. */
  public static AlertCode ofVitals(String reasonCode) {
    return switch (reasonCode.toUpperCase(Locale.ROOT).replace('-', '_')) {
      case "BP_RED" -> BP_RED;
      case "BP_AMBER" -> BP_AMBER;
      case "SPO2_RED" -> SPO2_RED;
      case "VITALS_OVERDUE" -> VITALS_OVERDUE;
      case "SESSION_OVERDUE" -> SESSION_OVERDUE;
      default -> VITALS_ALARM;
    };
  }
}
