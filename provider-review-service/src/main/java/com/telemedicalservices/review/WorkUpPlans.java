package com.telemedicalservices.review;

import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.workup.Item;
import com.telemedicalservices.review.domain.workup.Result;
import com.telemedicalservices.review.domain.workup.WorkUpPlan;
import java.time.Period;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The work-up as files, one for each version. A file that has been in use is never changed: another
 * item or another validity is another version.
 */
public final class WorkUpPlans {

  private static final String NEWEST = "1";

  private WorkUpPlans() {}

  /** The work-up this release asks for. */
  public static WorkUpPlan shipped() {
    return version(NEWEST);
  }

  /**
   * The work-up of one version.
   *
   * @param number the number in {@code workup/1}
   * @throws IllegalStateException if there is none, or it cannot be understood
   */
  public static WorkUpPlan version(String number) {
    JsonNode file = SignedFile.read("/workup/" + number + ".json");
    return new WorkUpPlan(
        SignedFile.text(file, "version"),
        Period.parse(SignedFile.text(file, "notOlderThan")),
        file.path("items").valueStream().map(WorkUpPlans::item).toList());
  }

  private static Item item(JsonNode item) {
    String code = SignedFile.text(item, "code");
    try {
      return new Item(
          code,
          SignedFile.text(item, "section"),
          SignedFile.text(item, "name"),
          item.path("loinc").valueStream().map(JsonNode::asString).toList(),
          item.has("when") ? SignedFile.condition(item.path("when")) : null,
          item.has("validFor") ? Period.parse(SignedFile.text(item, "validFor")) : null,
          item.path("results")
              .valueStream()
              .map(result -> Result.valueOf(result.asString()))
              .collect(Collectors.toUnmodifiableSet()),
          item.path("concerns")
              .propertyStream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      concern -> Result.valueOf(concern.getKey()),
                      concern -> Outcome.valueOf(concern.getValue().asString()))),
          SignedFile.text(item, "source"),
          SignedFile.text(item, "provider"));
    } catch (RuntimeException e) {
      throw new IllegalStateException("The item " + code + " cannot be understood", e);
    }
  }
}
