package com.telemedicalservices.infra.traffic.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What one check of the audit has found.
 *
 * @param check what was looked for
 * @param examined how many things were looked at
 * @param faults what is wrong, each with the ids to look it up by
 */
public record Finding(String check, long examined, List<String> faults) {

  public Finding {
    faults = List.copyOf(faults);
  }

  /** The same check at another time, added to this one: looked at as many things as the larger. */
  public Finding and(Finding other) {
    List<String> all = new ArrayList<>(faults);
    other.faults().stream().filter(fault -> !all.contains(fault)).forEach(all::add);
    return new Finding(check, Math.max(examined, other.examined()), all);
  }

  /** Whether nothing is wrong. */
  public boolean clean() {
    return faults.isEmpty();
  }
}
