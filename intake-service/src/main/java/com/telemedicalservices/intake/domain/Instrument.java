package com.telemedicalservices.intake.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A screening instrument whose score is a sum of points, falling into bands (DOMAIN §3.1). Which
 * points an answer has comes from the form, the rest from the instrument's own file, so that
 * another instrument is data and a test.
 *
 * @param code the form's code
 * @param scorerVersion version of this scoring, stored with every score
 * @param items the items that count, in order
 * @param bands the bands from the lowest
 * @param clusters groups of symptoms that must all be met for a provisional diagnosis; none for an
 *     instrument without
 */
public record Instrument(
    String code,
    String scorerVersion,
    List<ScoredItem> items,
    List<Band> bands,
    List<Cluster> clusters) {

  public Instrument {
    items = List.copyOf(items);
    bands = List.copyOf(bands);
    clusters = List.copyOf(clusters);
    if (items.isEmpty() || bands.isEmpty()) {
      throw new IllegalArgumentException(code + " has no items or no bands");
    }
  }

  /**
   * An item that counts.
   *
   * @param linkId the item
   * @param points the points of each of its options
   */
  public record ScoredItem(String linkId, Map<String, Integer> points) {
    public ScoredItem {
      points = Map.copyOf(points);
    }

    OptionalInt pointsOf(Map<String, Answer> answers) {
      Integer found =
          answers.get(linkId) instanceof Answer.Text(String option) ? points.get(option) : null;
      return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }
  }

  /**
   * Totals that mean the same.
   *
   * @param from the least total of the band
   * @param name what it is called
   */
  public record Band(int from, String name) {}

  /**
   * Symptoms that belong together.
   *
   * @param items their items
   * @param pointsFrom the points from which an item counts as present
   * @param atLeast how many of them must be present
   */
  public record Cluster(List<String> items, int pointsFrom, int atLeast) {
    public Cluster {
      items = List.copyOf(items);
    }
  }

  /** The link ids of the items that count, in order. */
  public List<String> linkIds() {
    return items.stream().map(ScoredItem::linkId).toList();
  }

  /** The points of one item; empty when it is not answered, or is none of this instrument. */
  public OptionalInt points(String linkId, Map<String, Answer> answers) {
    return items.stream()
        .filter(item -> item.linkId().equals(linkId))
        .map(item -> item.pointsOf(answers))
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  /** The score of complete answers; empty as long as one is missing. Missing is never zero. */
  public Optional<Score.Total> score(Map<String, Answer> answers) {
    int total = 0;
    for (ScoredItem item : items) {
      OptionalInt points = item.pointsOf(answers);
      if (points.isEmpty()) {
        return Optional.empty();
      }
      total += points.getAsInt();
    }
    return Optional.of(
        new Score.Total(code, scorerVersion, total, band(total), clustersMet(answers)));
  }

  private String band(int total) {
    String name = bands.getFirst().name();
    for (Band band : bands) {
      if (total >= band.from()) {
        name = band.name();
      }
    }
    return name;
  }

  private @Nullable Boolean clustersMet(Map<String, Answer> answers) {
    return clusters.isEmpty()
        ? null
        : clusters.stream().allMatch(cluster -> present(cluster, answers) >= cluster.atLeast());
  }

  private long present(Cluster cluster, Map<String, Answer> answers) {
    return cluster.items().stream()
        .filter(item -> points(item, answers).orElse(0) >= cluster.pointsFrom())
        .count();
  }
}
