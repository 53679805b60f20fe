package com.telemedicalservices.testkit.delivery;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that can ever be told of one patient: each published sample of each event of some
 * topics, with ids that belong to one course of care. More than happens to anybody, and not in the
 * order of life; a consumer takes it all the same.
 */
public final class SampleHistory {

  private static final Pattern ID =
      Pattern.compile("\"(\\w+)\":\\s*\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");

  private SampleHistory() {}

  /**
   * The events of these topics.
   *
   * @param id of the patient and of the course of care; all other ids are derived from it
   */
  public static List<Event> of(String id, Topic... topics) {
    List<Event> history = new ArrayList<>();
    for (Topic topic : topics) {
      for (Class<? extends Event> type : topic.events()) {
        for (String sample : EventSamples.of(type)) {
          history.add(read(topic, type, about(id, sample)));
        }
      }
    }
    return history;
  }

  private static String about(String id, String sample) {
    return ID.matcher(sample)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "patientId", "episodeId" ->
                          "\"%s\":\"%s\"".formatted(found.group(1), id);
                      default ->
                          "\"%s\":\"%s\""
                              .formatted(found.group(1), Ids.derived(id, found.group(2)));
                    }));
  }

  private static Event read(Topic topic, Class<? extends Event> type, String body) {
    return new EventCodec()
        .read(
            topic,
            body.getBytes(StandardCharsets.UTF_8),
            EventCodec.headers(
                "sample", EventCatalog.wireName(type), "/sample", "sample", 1, Instant.EPOCH, null))
        .data();
  }
}
