package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.followup.domain.SideEffect;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Check-ins as patients see and answer them. */
@RestController
@RequestMapping("/api/check-ins")
class CheckInController {

  private final AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps;
  private final Changes changes;
  private final CrisisCards cards;

  CheckInController(
      AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps,
      Changes changes,
      FollowUpPolicy policy) {
    this.followUps = followUps;
    this.changes = changes;
    this.cards = new CrisisCards(policy);
  }

  /**
   * A check-in, with its questions while it waits for an answer. For the patient (own only) and
   * staff. Errors: 404 {@code unknown-check-in}.
   */
  @GetMapping("/{checkInId}")
  ResponseEntity<?> show(@PathVariable String checkInId) {
    return changes.show(
        followUps,
        Episode.idOf(checkInId),
        "unknown-check-in",
        stored ->
            stored
                .state()
                .checkIn(checkInId)
                .map(checkIn -> CheckInView.of(stored.id(), checkIn))
                .orElseThrow(CheckInController::unknown));
  }

  /**
   * Answers a check-in. For the patient (own only), and staff on the phone with them. Whatever else
   * is wrong with the answers, a risk they show is taken, and {@code crisis} comes first in the
   * answer, also in a problem. Errors: 400 {@code invalid-request}, 404 {@code unknown-check-in},
   * 409 {@code check-in-not-due}, {@code check-in-answered}, {@code check-in-expired}, {@code
   * check-in-superseded}, 422 {@code answers-incomplete}.
   */
  @PostMapping("/{checkInId}/responses")
  ResponseEntity<?> answer(
      @PathVariable String checkInId,
      @Valid @RequestBody ResponsesBody body,
      ChangeRequest request) {
    return changes.apply(
        followUps,
        Episode.idOf(checkInId),
        new FollowUpCommand.AnswerCheckIn(checkInId, body.given(), body.effects()),
        request,
        stored ->
            stored
                .state()
                .checkIn(checkInId)
                .map(checkIn -> AnsweredView.of(stored.id(), checkIn, cards))
                .orElseThrow(CheckInController::unknown));
  }

  private static RejectedException unknown() {
    return new RejectedException(
        new Rejection(
            Rejection.Kind.UNKNOWN, "unknown-check-in", "There is no such check-in.", Map.of()));
  }

  /**
   * The answers to a check-in.
   *
   * @param answers the answers by item code; null or absent is not answered
   * @param sideEffects the unwanted effects, none if empty; null or absent is not answered
   */
  record ResponsesBody(
      @NotNull @Size(max = 60)
          Map<@Pattern(regexp = "[A-Za-z0-9-]{1,40}") String, @Nullable Integer> answers,
      @Nullable @Size(max = 40) List<@Valid @NotNull SideEffectBody> sideEffects) {

    Map<String, Integer> given() {
      Map<String, Integer> given = new HashMap<>();
      answers.forEach(
          (item, answer) -> {
            if (answer != null) {
              given.put(item, answer);
            }
          });
      return given;
    }

    @Nullable List<SideEffect> effects() {
      return sideEffects == null
          ? null
          : sideEffects.stream().map(SideEffectBody::toSideEffect).toList();
    }
  }
}
