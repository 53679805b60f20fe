package com.telemedicalservices.infra.traffic;

import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;

/** How long something took in real time, over all who waited for it. */
final class Latencies {

  private static final long LONGEST_MICROS = 3_600_000_000L;
  private static final double MICROS = 1000.0;

  private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST_MICROS, 3);

  /** It took from this reading of {@link System#nanoTime} until now. */
  void tookSince(long began) {
    long micros = (System.nanoTime() - began) / 1000;
    histogram.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
  }

  /** How many waited. */
  long count() {
    return histogram.getTotalCount();
  }

  /** The time within which so many of a hundred had it, in milliseconds. */
  double millis(double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS;
  }

  @Override
  public String toString() {
    return count() == 0
        ? "none"
        : String.format(
            Locale.ROOT, "p50 %.0f ms, p99 %.0f ms (%d)", millis(50), millis(99), count());
  }
}
