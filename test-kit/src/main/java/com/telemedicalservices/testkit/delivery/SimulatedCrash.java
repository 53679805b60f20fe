package com.telemedicalservices.testkit.delivery;

/** The process is dead: nothing it tries reaches the outside any more. */
public final class SimulatedCrash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SimulatedCrash(String step) {
    super("The process has died at " + step);
  }
}
