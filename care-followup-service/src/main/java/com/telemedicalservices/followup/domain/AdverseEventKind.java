package com.telemedicalservices.followup.domain;

import org.jspecify.annotations.Nullable;

/** Unwanted effects by name (DOMAIN §4.5, §5.4). */
public enum AdverseEventKind {
  DISSOCIATION,
  ANXIETY,
  DYSPHORIA,
  HALLUCINATION,
  NAUSEA,
  VOMITING,
  HEADACHE,
  DIZZINESS,
  VERTIGO,
  BLURRED_VISION,
  DROWSINESS,
  RAISED_BLOOD_PRESSURE,
  FAST_HEARTBEAT,
  LOW_BLOOD_PRESSURE,
  HYPERSALIVATION,
  DESATURATION,
  LARYNGOSPASM(true),
  IV_INFILTRATION,
  ALLERGIC_REACTION,
  URINARY_SYMPTOMS,
  URINARY_RETENTION(AlertCode.URINARY),
  BLOOD_IN_URINE(AlertCode.URINARY),
  COGNITIVE_COMPLAINT,
  MANIA(AlertCode.MANIA_SIGNAL),
  PSYCHOSIS(AlertCode.MANIA_SIGNAL),
  SUICIDALITY,
  CHEST_PAIN(true),
  FAINTING(true),
  SEIZURE(true),
  BREATHING_DIFFICULTY(true),
  FALL,
  DRUG_MISUSE,
  MEDICATION_ERROR,
  OTHER;

  private final boolean emergency;
  private final @Nullable AlertCode alert;

  AdverseEventKind() {
    this(false, null);
  }

  AdverseEventKind(boolean emergency) {
    this(emergency, null);
  }

  AdverseEventKind(AlertCode alert) {
    this(false, alert);
  }

  AdverseEventKind(boolean emergency, @Nullable AlertCode alert) {
    this.emergency = emergency;
    this.alert = alert;
  }

  /** Whether the patient should call 911 now, however mild it was told to be. */
  public boolean isEmergency() {
    return emergency;
  }

  /** The alert it raises however mild it was told to be; null when none. */
  @Nullable AlertCode alert() {
    return alert;
  }
}
