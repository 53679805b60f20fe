package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.review.domain.Phase.AwaitingIntake;
import com.telemedicalservices.review.domain.Phase.Claimed;
import com.telemedicalservices.review.domain.Phase.Closed;
import com.telemedicalservices.review.domain.ReviewCommand.ConcernRaised;
import com.telemedicalservices.review.domain.ReviewCommand.RecordResult;
import com.telemedicalservices.review.domain.workup.Item;
import com.telemedicalservices.review.domain.workup.ResultEntry;
import com.telemedicalservices.review.domain.workup.WorkUpPlan;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of results of the work-up. To record one needs no claim: laboratories answer when
 * they do, and what speaks against an approval must reach it at once (DOMAIN §9, invariant 4).
 */
final class WorkUpRules {

  private static final String CONCERN = "WORK_UP_CONCERN";

  private final ReviewPolicy policy;
  private final WorkUpPlan plan;

  WorkUpRules(Basis basis) {
    this.policy = basis.policy();
    this.plan = basis.workUp();
  }

  Decision<ReviewState, ReviewEvent> record(Turn turn, RecordResult wanted) {
    if (turn.phase() instanceof AwaitingIntake) {
      return ProviderRules.wrongState(turn);
    }
    if (turn.phase() instanceof Closed) {
      return ProviderRules.closed(turn);
    }
    Optional<Item> item = plan.item(wanted.item());
    if (item.isEmpty()) {
      return Decision.unknown(
          "unknown-work-up-item", "The work-up has no such item; take one from the review.");
    }
    ResultEntry entry = entry(turn, wanted);
    List<ResultEntry> standing = ResultEntry.uncorrected(turn.results());
    if (standing.stream().anyMatch(entry::saysTheSameAs)) {
      return turn.done();
    }
    return unlessPossible(turn, item.get(), entry)
        .or(() -> unlessItCorrects(turn, entry))
        .orElseGet(() -> recorded(turn, item.get(), entry));
  }

  private ResultEntry entry(Turn turn, RecordResult wanted) {
    return new ResultEntry(
        turn.file().episodeId() + ".w" + (turn.results().size() + 1),
        wanted.item(),
        wanted.result(),
        wanted.takenOn(),
        wanted.documentId(),
        wanted.corrects(),
        plan.version(),
        wanted.providerId(),
        turn.now());
  }

  private Optional<Decision<ReviewState, ReviewEvent>> unlessPossible(
      Turn turn, Item item, ResultEntry entry) {
    if (!item.results().contains(entry.result())) {
      return Optional.of(
          Decision.invalid(
              "result-not-of-this-item",
              "Of this item comes one of these: "
                  + item.results().stream()
                      .sorted()
                      .map(Enum::name)
                      .collect(Collectors.joining(", "))
                  + "."));
    }
    LocalDate today = policy.day(turn.now());
    LocalDate earliest = today.minus(plan.notOlderThan());
    return entry.takenOn().isAfter(today) || entry.takenOn().isBefore(earliest)
        ? Optional.of(
            Decision.invalid(
                "taken-on-out-of-range",
                "Give the day it was taken, from " + earliest + " to " + today + "."))
        : Optional.empty();
  }

  private static Optional<Decision<ReviewState, ReviewEvent>> unlessItCorrects(
      Turn turn, ResultEntry entry) {
    String corrects = entry.corrects();
    if (corrects == null) {
      return Optional.empty();
    }
    Optional<ResultEntry> wrong =
        turn.results().stream()
            .filter(each -> each.resultId().equals(corrects) && each.item().equals(entry.item()))
            .findFirst();
    if (wrong.isEmpty()) {
      return Optional.of(
          Decision.unknown(
              "unknown-result", "No such result of this item is known; read the review again."));
    }
    return ResultEntry.uncorrected(turn.results()).contains(wrong.get())
        ? Optional.empty()
        : Optional.of(
            ProviderRules.refused(
                "already-corrected",
                "Another result has replaced this one; correct that one instead.",
                Map.of()));
  }

  private static Decision<ReviewState, ReviewEvent> recorded(
      Turn turn, Item item, ResultEntry entry) {
    turn.keep(entry);
    turn.note(entry.providerId(), "WORK_UP_RECORDED");
    if (item.concerns().containsKey(entry.result())) {
      raiseConcern(turn, entry);
    }
    return turn.done();
  }

  /** The concern says that there is one, and never which: the code goes into an event. */
  private static void raiseConcern(Turn turn, ResultEntry entry) {
    String providerId = entry.providerId();
    if (turn.phase() instanceof Claimed claimed && claimed.isHeldBy(providerId, turn.now())) {
      // Whoever decides knows it already, and goes on.
      turn.learn(
          turn.file().withConcern(new CaseFile.Told(entry.resultId(), CONCERN, turn.now(), null)));
      turn.note(providerId, CONCERN);
    } else {
      FactRules.concern(
          turn,
          new ConcernRaised(
              turn.file().episodeId(),
              turn.file().patientId(),
              entry.resultId(),
              CONCERN,
              providerId,
              turn.now()));
    }
  }
}
