package com.telemedicalservices.contracts;

/** The way a message reaches a person. */
public enum Channel {
  EMAIL,
  SMS,
  IN_APP
}
