package com.telemedicalservices.infra.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter without its body: what is not here can never be printed. It may have been written
 * by anybody, so that nothing of it is certain to be there.
 *
 * @param id which it is
 * @param at when it was put aside
 * @param key the key as a text, which is the patient's id; empty when it has none
 * @param headers those headers that are known, the last of each name
 * @param otherHeaders how many others there are
 * @param size of the body in bytes, -1 when it has none
 * @param checksum of the body, only to tell whether two are the same
 */
record Letter(
    LetterId id,
    Instant at,
    String key,
    Map<String, String> headers,
    int otherHeaders,
    int size,
    long checksum) {

  /**
   * Where a record was before it was put aside.
   *
   * @param partition of the letter's topic
   * @param offset there
   */
  record Origin(int partition, long offset) {}

  static Letter of(LetterId id, ConsumerRecord<byte[], byte[]> stored) {
    var headers = new HashMap<String, String>();
    int others = 0;
    for (var header : stored.headers()) {
      if (!Names.OF_EVENTS.contains(header.key()) && !Names.ADDED.contains(header.key())) {
        others++;
      } else if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    byte[] body = stored.value();
    return new Letter(
        id,
        Instant.ofEpochMilli(stored.timestamp()),
        stored.key() == null ? "" : new String(stored.key(), StandardCharsets.UTF_8),
        Map.copyOf(headers),
        others,
        body == null ? -1 : body.length,
        body == null ? 0 : checksum(body));
  }

  private static long checksum(byte[] body) {
    var sum = new CRC32C();
    sum.update(body);
    return sum.getValue();
  }

  /** A known header, empty when it is not there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean hasKey() {
    return !key.isEmpty();
  }

  /** Where it was before; nothing when it does not say, or says another topic than it lies with. */
  Optional<Origin> origin() {
    var partition = header(Names.ORIGINAL_PARTITION);
    var offset = header(Names.ORIGINAL_OFFSET);
    return header(Names.ORIGINAL_TOPIC).equals(id.topic().topicName())
            && partition.matches("\\d{1,9}")
            && offset.matches("\\d{1,18}")
        ? Optional.of(new Origin(Integer.parseInt(partition), Long.parseLong(offset)))
        : Optional.empty();
  }

  /** The earlier dead letter it was once redriven from, if it is one of that kind. */
  Optional<LetterId> redrivenFrom() {
    return LetterId.parse(header(Names.REDRIVEN_FROM))
        .filter(earlier -> earlier.topic() == id.topic() && earlier.offset() < id.offset());
  }
}
