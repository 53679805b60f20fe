package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.StackState;
import java.time.Duration;
import java.util.List;

/**
 * Patients who live through two months, and the audit of the books afterwards, for those who do
 * something to the system meanwhile.
 *
 * @param patients how many they were
 * @param clean whether all of them ended where they should, and the books are right
 * @param took how long it took
 * @param retries how many requests were sent again
 * @param report all that is to be said of it, line by line
 */
public record Wave(int patients, boolean clean, Duration took, long retries, List<String> report) {

  public Wave {
    report = List.copyOf(report);
  }

  /**
   * Lives through one on a stack that is up.
   *
   * @param stack the system
   * @param mongodbUri where its databases are
   * @param seed which patients
   * @param patients how many
   * @param patience how long the system may take to come to rest
   * @param atRest is told each time nothing is under way, behind or due
   * @param screen where it tells how things stand
   */
  public static Wave live(
      StackState stack,
      String mongodbUri,
      long seed,
      int patients,
      Duration patience,
      Runnable atRest,
      Screen screen)
      throws InterruptedException {
    try (Run run =
        new Run(stack, mongodbUri, PatientMix.of(seed, patients), screen, patience, atRest)) {
      Report report = run.live();
      return new Wave(
          patients, report.clean(), report.took(), report.retries(), report.lines(screen));
    }
  }
}
