package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Actor;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over all patients, and what clinicians do about them. For providers and nurses. */
@RestController
@RequestMapping("/api/alerts")
class AlertController {

  private final AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps;
  private final Changes changes;
  private final AlertQueue queue;

  AlertController(
      AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps, Changes changes) {
    this.followUps = followUps;
    this.changes = changes;
    this.queue = new AlertQueue(followUps);
  }

  /**
   * The open alerts, the most urgent level first, within it the patient who waits longest first;
   * alerts of one patient stand together. {@code status} is {@code open} (all of them, if left
   * out), {@code unacknowledged} or {@code acknowledged}; resolved ones are found with the
   * follow-up. Errors: 422 {@code invalid-status}, {@code invalid-cursor}.
   */
  @GetMapping
  AlertQueue.Page list(
      @RequestParam(defaultValue = "open") String status,
      @RequestParam(required = false) @Nullable String cursor) {
    return queue.page(AlertQueue.Which.of(status), cursor);
  }

  /** One alert. Errors: 404 {@code unknown-alert}. */
  @GetMapping("/{alertId}")
  ResponseEntity<?> show(@PathVariable String alertId) {
    return changes.show(
        followUps, Episode.idOf(alertId), "unknown-alert", stored -> view(stored, alertId));
  }

  /**
   * Takes an alert; nobody is called about it any more. Errors: 400 {@code invalid-request}, 404
   * {@code unknown-alert}, 409 {@code alert-acknowledged}, {@code alert-resolved}.
   */
  @PostMapping("/{alertId}/acknowledge")
  ResponseEntity<?> acknowledge(
      @PathVariable String alertId,
      @RequestHeader(Actor.HEADER) Actor clinician,
      ChangeRequest request) {
    return apply(alertId, new FollowUpCommand.AcknowledgeAlert(alertId, clinician.id()), request);
  }

  /**
   * Begins to work on an alert. Errors: 400 {@code invalid-request}, 404 {@code unknown-alert}, 409
   * {@code alert-not-acknowledged}, {@code alert-in-progress}, {@code alert-resolved}.
   */
  @PostMapping("/{alertId}/start")
  ResponseEntity<?> start(
      @PathVariable String alertId,
      @RequestHeader(Actor.HEADER) Actor clinician,
      ChangeRequest request) {
    return apply(alertId, new FollowUpCommand.StartAlert(alertId, clinician.id()), request);
  }

  /**
   * Says what was done about an alert, for good. Only here, and only with a reason, can the
   * suicide-risk tier be lowered. Errors: 400 {@code invalid-request}, 404 {@code unknown-alert},
   * 409 {@code alert-not-acknowledged}, {@code alert-resolved}, {@code risk-alert-open}, 422 {@code
   * disposition-required}, {@code reason-required}, {@code tier-not-assessed-here}.
   */
  @PostMapping("/{alertId}/resolve")
  ResponseEntity<?> resolve(
      @PathVariable String alertId,
      @Valid @RequestBody ResolveBody body,
      @RequestHeader(Actor.HEADER) Actor clinician,
      ChangeRequest request) {
    return apply(
        alertId,
        new FollowUpCommand.ResolveAlert(
            alertId, clinician.id(), body.dispositionCode(), body.reason(), body.tierAfter()),
        request);
  }

  private ResponseEntity<?> apply(String alertId, FollowUpCommand command, ChangeRequest request) {
    return changes.apply(
        followUps, Episode.idOf(alertId), command, request, stored -> view(stored, alertId));
  }

  private static AlertView view(Stored<FollowUpState> stored, String alertId) {
    return stored
        .state()
        .alert(alertId)
        .map(alert -> AlertView.of(stored.state().episode(), alert))
        .orElseThrow(
            () ->
                new RejectedException(
                    new Rejection(
                        Rejection.Kind.UNKNOWN,
                        "unknown-alert",
                        "There is no such alert.",
                        Map.of())));
  }

  /**
   * What was done about an alert.
   *
   * @param dispositionCode what was done, for example {@code SAFETY_PLAN}
   * @param reason in the clinician's words; needed to lower the tier
   * @param tierAfter suicide-risk tier by the clinician's own assessment; absent when not assessed
   */
  record ResolveBody(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{2,64}") String dispositionCode,
      @Nullable @Size(max = 4_000) String reason,
      @Nullable RiskTier tierAfter) {}
}
