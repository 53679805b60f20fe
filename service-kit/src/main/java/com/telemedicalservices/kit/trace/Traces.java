package com.telemedicalservices.kit.trace;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The W3C trace that the work of this thread belongs to. It comes in with an HTTP request or an
 * event, stands in every log line, and goes out with every event and every question to another
 * service, so that a patient's way can be followed through all of them.
 */
public final class Traces {

  /** The HTTP and Kafka header. */
  public static final String HEADER = "traceparent";

  private static final String TRACE_ID = "traceId";
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Traces() {}

  /** The traceparent of this thread's work; null when it belongs to none. */
  public static @Nullable String current() {
    return MDC.get(HEADER);
  }

  /** Joins the trace that came in, or begins one; closed, the thread belongs to none. */
  public static Scope join(@Nullable String incoming) {
    String traceparent =
        incoming != null && TRACEPARENT.matcher(incoming).matches() ? incoming : begin();
    MDC.put(HEADER, traceparent);
    MDC.put(TRACE_ID, traceparent.substring(3, 35));
    return () -> {
      MDC.remove(HEADER);
      MDC.remove(TRACE_ID);
    };
  }

  private static String begin() {
    UUID trace = UuidCreator.getTimeOrderedEpochFast();
    return "00-%016x%016x-%016x-00"
        .formatted(
            trace.getMostSignificantBits(),
            trace.getLeastSignificantBits(),
            UuidCreator.getTimeOrderedEpochFast().getLeastSignificantBits());
  }

  /** The time during which a thread works for a trace. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
