package com.telemedicalservices.intake.domain;

/** What a patient tells us has changed since the intake was submitted. */
public enum ChangeKind {
  MEDICATION,
  PREGNANCY,
  MOOD,
  ILLNESS,
  ADDRESS
}
