package com.telemedicalservices.review.web;

import com.telemedicalservices.review.domain.QueueEntry;
import com.telemedicalservices.review.domain.QueueEntry.Light;
import com.telemedicalservices.review.domain.Status;
import com.telemedicalservices.review.domain.Urgency;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How many reviews there are. Those that are over are not counted: there are ever more of them, and
 * nobody has to do anything about one.
 *
 * @param byStatus all that are not over, by where they stand
 * @param needingProvider those a provider has to act on
 * @param byUrgency the same by how soon
 * @param byLight the same by the colour of their clock
 * @param unassigned how many of them nobody was asked to look at
 * @param overdue of how many of them the time has passed
 */
record QueueCounts(
    Map<Status, Long> byStatus,
    long needingProvider,
    Map<Urgency, Long> byUrgency,
    Map<Light, Long> byLight,
    long unassigned,
    long overdue) {

  static QueueCounts of(List<QueueEntry> entries, Instant now) {
    List<QueueEntry> queue = entries.stream().filter(QueueEntry::needsProvider).toList();
    Map<Status, Long> byStatus = tally(Status.class, entries, QueueEntry::status);
    byStatus.keySet().removeIf(Status::terminal);
    Map<Light, Long> byLight = new EnumMap<>(Light.class);
    for (Light light : Light.values()) {
      byLight.put(light, queue.stream().filter(entry -> entry.light(now) == light).count());
    }
    return new QueueCounts(
        byStatus,
        queue.size(),
        tally(Urgency.class, queue, entry -> Urgency.ofRank(entry.urgency())),
        byLight,
        queue.stream().filter(entry -> entry.assignedTo() == null).count(),
        byLight.getOrDefault(Light.RED, 0L));
  }

  /** With a nought for what there is none of. */
  private static <K extends Enum<K>> Map<K, Long> tally(
      Class<K> kind, List<QueueEntry> entries, Function<QueueEntry, K> kindOf) {
    Map<K, Long> tally = new EnumMap<>(kind);
    Arrays.stream(kind.getEnumConstants()).forEach(each -> tally.put(each, 0L));
    entries.forEach(entry -> tally.merge(kindOf.apply(entry), 1L, Long::sum));
    return tally;
  }
}
