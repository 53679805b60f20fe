package com.telemedicalservices.contracts;

/** Which of the planned contacts after an infusion a check-in is (DOMAIN §5.1). */
public enum CheckInKind {
  HOURS_24,
  HOURS_72,
  WEEKLY
}
