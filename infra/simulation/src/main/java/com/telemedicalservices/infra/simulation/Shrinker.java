package com.telemedicalservices.infra.simulation;

/** Leaves out of a failing run what it does not need to fail, so that its story is short. */
final class Shrinker {

  private Shrinker() {}

  /** A run that breaks the same invariant with as few patients and faults as could be found. */
  static Simulation.Verdict shrink(Simulation.Verdict failing) {
    var shortest = failing;
    Simulation.Verdict before;
    do {
      before = shortest;
      for (var number = 1; number <= failing.patients(); number++) {
        shortest = shorter(shortest, shortest.scenario().withoutPatient(number));
      }
      for (var fault : Fault.values()) {
        shortest = shorter(shortest, shortest.scenario().without(fault));
      }
    } while (!shortest.scenario().equals(before.scenario()));
    return shortest;
  }

  private static Simulation.Verdict shorter(Simulation.Verdict known, Scenario candidate) {
    if (candidate.equals(known.scenario())) {
      return known;
    }
    var tried = Simulation.run(candidate);
    return tried.invariant().equals(known.invariant()) ? tried : known;
  }
}
