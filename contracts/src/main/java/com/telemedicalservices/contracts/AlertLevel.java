package com.telemedicalservices.contracts;

/** How soon a human must act on an alert (DOMAIN §8.5); P1 is the most urgent. */
public enum AlertLevel {
  P1,
  P2,
  P3
}
