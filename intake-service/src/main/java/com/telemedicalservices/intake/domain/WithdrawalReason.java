package com.telemedicalservices.intake.domain;

/** Why a patient ends an intake, as far as they say. */
public enum WithdrawalReason {
  NOT_SAID,
  NO_LONGER_WANTED,
  COST,
  OTHER_TREATMENT,
  MOVED,
  PRIVACY,
  OTHER
}
