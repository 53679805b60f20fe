package com.telemedicalservices.infra.traffic.audit;

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

  /** Whether nothing is wrong. */
  public boolean clean() {
    return faults.isEmpty();
  }
}
