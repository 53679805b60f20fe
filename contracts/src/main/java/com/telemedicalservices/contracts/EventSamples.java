package com.telemedicalservices.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sample bodies of every event, as they stand in git. Samples are only ever added: whoever
 * produces or consumes an event tests against all of them, and so against everything that was ever
 * on the wire.
 */
public final class EventSamples {

  private EventSamples() {}

  /** The JSON bodies of this event, oldest first. */
  public static List<String> of(Class<? extends Event> type) {
    String folder = "/samples/" + EventCatalog.wireName(type) + "/";
    List<String> samples = new ArrayList<>();
    for (String body = read(folder + "1.json");
        body != null;
        body = read(folder + (samples.size() + 1) + ".json")) {
      samples.add(body);
    }
    return List.copyOf(samples);
  }

  private static @Nullable String read(String resource) {
    try (InputStream in = EventSamples.class.getResourceAsStream(resource)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
