package com.telemedicalservices.review.domain.candidacy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a patient, as rules see it: facts by name, such as {@code eligibility/age}, all
 * as text, and blocks of facts that belong together, such as the medicines.
 */
public final class Facts {

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> details = new HashMap<>();
  private final Map<String, SortedMap<Integer, Facts>> blocks = new HashMap<>();

  /** Learns a fact. */
  Facts with(String name, String value) {
    values.put(name, value);
    return this;
  }

  /**
   * Learns an answer to a form. An item of a repeated block, {@code medication-drug#2}, belongs to
   * the block its link id begins with.
   */
  Facts withAnswer(String form, String key, String value) {
    int numberAt = key.indexOf('#');
    if (numberAt < 0) {
      return with(form + '/' + key, value);
    }
    String linkId = key.substring(0, numberAt);
    int dash = linkId.indexOf('-');
    String block = form + '/' + (dash < 0 ? linkId : linkId.substring(0, dash));
    blocks
        .computeIfAbsent(block, name -> new TreeMap<>())
        .computeIfAbsent(Integer.valueOf(key.substring(numberAt + 1)), number -> new Facts())
        .with(linkId, value);
    return this;
  }

  /** Learns what a fact that only says yes follows from. */
  Facts withDetail(String name, String detail) {
    details.merge(name, detail, (earlier, later) -> earlier + ", " + later);
    return this;
  }

  @Nullable String value(String name) {
    return values.get(name);
  }

  /** The fact in full; it changes whenever what it follows from does. */
  @Nullable String shown(String name) {
    String detail = details.get(name);
    return detail == null ? values.get(name) : detail;
  }

  /** A fact as a number; empty when it is unknown, or none. */
  Optional<BigDecimal> number(String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  List<Facts> blocks(String name) {
    SortedMap<Integer, Facts> found = blocks.get(name);
    return found == null ? List.of() : new ArrayList<>(found.values());
  }
}
