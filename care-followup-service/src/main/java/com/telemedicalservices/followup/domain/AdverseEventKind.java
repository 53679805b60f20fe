package com.telemedicalservices.followup.domain;

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
  URINARY_RETENTION,
  BLOOD_IN_URINE,
  COGNITIVE_COMPLAINT,
  MANIA,
  PSYCHOSIS,
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

  AdverseEventKind() {
    this(false);
  }

  AdverseEventKind(boolean emergency) {
    this.emergency = emergency;
  }

  /** Whether the patient should call 911 now, however mild it was told to be. */
  public boolean isEmergency() {
    return emergency;
  }
}
