package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.Modality;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an approval covers.
 *
 * @param modality how the medicine is given
 * @param sessionCount how many sessions
 * @param minimumHoursBetweenSessions least hours from the start of a session to the start of the
 *     next
 * @param windowDays days within which the whole series must lie
 * @param dose the dose range; null when the protocol's own applies. It stays in this service
 * @param conditions codes of what must hold for every session
 */
public record Scope(
    Modality modality,
    int sessionCount,
    int minimumHoursBetweenSessions,
    int windowDays,
    @Nullable DoseRange dose,
    List<String> conditions) {

  public Scope {
    conditions = List.copyOf(conditions);
  }

  /**
   * Doses by body weight.
   *
   * @param fromMgPerKg the lowest
   * @param toMgPerKg the highest
   */
  public record DoseRange(BigDecimal fromMgPerKg, BigDecimal toMgPerKg) {}
}
