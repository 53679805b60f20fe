package com.telemedicalservices.infra.simulation;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run is made of. Everybody has luck of their own from the seed, so that leaving one patient
 * or one fault out leaves the others much as they were.
 *
 * @param seed where all luck comes from
 * @param missing protections that are not there
 * @param absent patients that never come
 * @param faults what goes wrong
 */
record Scenario(long seed, Set<Protection> missing, Set<Integer> absent, Set<Fault> faults) {

  Scenario {
    missing = Set.copyOf(missing);
    absent = Set.copyOf(absent);
    faults = Set.copyOf(faults);
  }

  static Scenario of(long seed, Collection<Protection> missing) {
    return new Scenario(seed, Set.copyOf(missing), Set.of(), EnumSet.allOf(Fault.class));
  }

  Scenario withoutPatient(int number) {
    var fewer = new TreeSet<>(absent);
    fewer.add(number);
    return new Scenario(seed, missing, fewer, faults);
  }

  Scenario without(Fault fault) {
    var fewer = EnumSet.noneOf(Fault.class);
    fewer.addAll(faults);
    fewer.remove(fault);
    return new Scenario(seed, missing, absent, fewer);
  }

  Luck luckOf(String whom) {
    return new Luck(seed * 1_000_003 + whom.hashCode());
  }
}
