package com.telemedicalservices.review.domain.candidacy;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A drug by its ingredient.
 *
 * @param code RxNorm code, or the clinic's own where none is known
 * @param name its English name
 * @param classes the classes whose interactions it has
 * @param diazepamMgPerMg how many mg of diazepam one mg of it is worth; null for all but
 *     benzodiazepines of known strength
 */
public record Ingredient(
    String code, String name, Set<String> classes, @Nullable BigDecimal diazepamMgPerMg) {

  public Ingredient {
    classes = Set.copyOf(classes);
  }
}
