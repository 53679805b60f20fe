package com.telemedicalservices.review.web;

import com.telemedicalservices.review.domain.workup.Checklist;
import com.telemedicalservices.review.domain.workup.Item;
import com.telemedicalservices.review.domain.workup.Result;
import com.telemedicalservices.review.domain.workup.ResultEntry;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of the patient before an infusion, and how it stands today.
 *
 * @param version version of the work-up
 * @param items every item the patient needs
 * @param results everything recorded, oldest first, also what was corrected
 */
record WorkUpView(String version, List<ItemView> items, List<ResultEntry> results) {

  /**
   * An item the patient needs.
   *
   * @param code its code
   * @param name its English name
   * @param loinc its LOINC codes
   * @param results what may come of it
   * @param standing MISSING, VALID or EXPIRED
   * @param validUntil the last day it is valid; absent when it is not, or is for the whole series
   * @param expiredSince the first day it was no longer valid; absent when it is not expired
   * @param newest the result that counts; absent while it is missing
   * @param source who says so
   * @param forProvider what it says to the provider
   */
  record ItemView(
      String code,
      String name,
      List<String> loinc,
      List<Result> results,
      Checklist.Standing standing,
      @Nullable LocalDate validUntil,
      @Nullable LocalDate expiredSince,
      @Nullable ResultEntry newest,
      String source,
      String forProvider) {

    static ItemView of(Checklist.Line line) {
      Item item = line.item();
      return new ItemView(
          item.code(),
          item.name(),
          item.loinc(),
          item.results().stream().sorted().toList(),
          line.standing(),
          line.standing() == Checklist.Standing.VALID ? line.day() : null,
          line.standing() == Checklist.Standing.EXPIRED ? line.day() : null,
          line.newest(),
          item.source(),
          item.forProvider());
    }
  }

  static WorkUpView of(String version, Checklist checklist, List<ResultEntry> results) {
    return new WorkUpView(version, checklist.lines().stream().map(ItemView::of).toList(), results);
  }
}
