package com.telemedicalservices.review.domain.candidacy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When a rule holds. A condition on a fact nobody knows does not hold. */
public sealed interface Condition {

  /** Whether it holds. */
  boolean holds(Facts facts);

  /** Adds the facts it looks at, as far as they are known. */
  void collect(Facts facts, Map<String, String> seen);

  /** The facts it looks at, as far as they are known. */
  default Map<String, String> seen(Facts facts) {
    Map<String, String> seen = new TreeMap<>();
    collect(facts, seen);
    return seen;
  }

  private static void collect(Facts facts, String fact, Map<String, String> seen) {
    String shown = facts.shown(fact);
    if (shown != null) {
      seen.put(fact, shown);
    }
  }

  /**
   * A fact is one of these.
   *
   * @param fact its name
   * @param values what it may be
   */
  record OneOf(String fact, Set<String> values) implements Condition {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean holds(Facts facts) {
      String value = facts.value(fact);
      return value != null && values.contains(value);
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      Condition.collect(facts, fact, seen);
    }
  }

  /**
   * A number lies between two others.
   *
   * @param fact its name
   * @param range where it must lie
   */
  record Within(String fact, Range range) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return facts.number(fact).filter(range::contains).isPresent();
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      Condition.collect(facts, fact, seen);
    }
  }

  /**
   * Where a number may lie; a bound that is null does not matter.
   *
   * @param atLeast not below this
   * @param above greater than this
   * @param below less than this
   */
  record Range(
      @Nullable BigDecimal atLeast, @Nullable BigDecimal above, @Nullable BigDecimal below) {

    public Range {
      if (atLeast == null && above == null && below == null) {
        throw new IllegalArgumentException("A range needs a bound");
      }
    }

    boolean contains(BigDecimal number) {
      return (atLeast == null || number.compareTo(atLeast) >= 0)
          && (above == null || number.compareTo(above) > 0)
          && (below == null || number.compareTo(below) < 0);
    }
  }

  /**
   * Nobody has said.
   *
   * @param fact the fact's name
   */
  record Missing(String fact) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return facts.value(fact) == null;
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      Condition.collect(facts, fact, seen);
    }
  }

  /** All of these hold. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Facts facts) {
      return conditions.stream().allMatch(condition -> condition.holds(facts));
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      conditions.forEach(condition -> condition.collect(facts, seen));
    }
  }

  /** One of these holds. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Facts facts) {
      return conditions.stream().anyMatch(condition -> condition.holds(facts));
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      conditions.forEach(condition -> condition.collect(facts, seen));
    }
  }

  /** This does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return !condition.holds(facts);
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      condition.collect(facts, seen);
    }
  }

  /**
   * So many blocks are such.
   *
   * @param block their name, {@code medications/medication}
   * @param where what a block must be to count
   * @param number how many
   */
  record Blocks(String block, Condition where, Range number) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return number.contains(BigDecimal.valueOf(count(facts)));
    }

    private long count(Facts facts) {
      return facts.blocks(block).stream().filter(where::holds).count();
    }

    @Override
    public void collect(Facts facts, Map<String, String> seen) {
      seen.put(block, Long.toString(count(facts)));
    }
  }
}
