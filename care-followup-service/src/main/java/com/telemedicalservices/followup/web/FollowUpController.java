package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.followup.domain.Report;
import com.telemedicalservices.followup.domain.SideEffect;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Actor;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The follow-up of a course of care, and reports of unwanted effects. */
@RestController
@RequestMapping("/api/follow-ups")
class FollowUpController {

  private final AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps;
  private final Changes changes;
  private final CrisisCards cards;

  FollowUpController(
      AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps,
      Changes changes,
      FollowUpPolicy policy) {
    this.followUps = followUps;
    this.changes = changes;
    this.cards = new CrisisCards(policy);
  }

  /**
   * All check-ins, alerts and reports, and how the symptoms have gone. For providers and nurses.
   * Errors: 404 {@code unknown-episode}.
   */
  @GetMapping("/{episodeId}")
  ResponseEntity<?> show(@PathVariable String episodeId) {
    return changes.show(followUps, episodeId, "unknown-episode", FollowUpView::of);
  }

  /**
   * Tells of an unwanted effect. For the patient (own only), and staff, who name themselves in
   * {@code X-Actor-Id}. Errors: 400 {@code invalid-request}, 404 {@code unknown-episode}, 422
   * {@code severity-out-of-range}.
   */
  @PostMapping("/{episodeId}/reports")
  ResponseEntity<?> report(
      @PathVariable String episodeId,
      @Valid @RequestBody SideEffectBody body,
      @RequestHeader(name = Actor.HEADER, required = false) @Nullable Actor actor,
      ChangeRequest request) {
    return changes.apply(
        followUps,
        episodeId,
        new FollowUpCommand.ReportAdverseEvent(
            body.toSideEffect(), actor == null ? null : actor.id()),
        request,
        stored -> ReportedView.of(stored.state().reports().getLast(), cards));
  }

  private static RiskTier risk(SideEffect sideEffect) {
    return sideEffect.effect() == AdverseEventKind.SUICIDALITY ? RiskTier.HIGH : RiskTier.NONE;
  }

  /**
   * What is told after a report.
   *
   * @param crisis what to do now; absent when the report shows no danger
   * @param reportId the report
   * @param serious whether it is taken to be serious
   * @param reportedAt when
   */
  record ReportedView(
      @Nullable CrisisCard crisis, String reportId, boolean serious, Instant reportedAt) {

    static ReportedView of(Report report, CrisisCards cards) {
      SideEffect sideEffect = report.sideEffect();
      return new ReportedView(
          cards.raised(risk(sideEffect), List.of(sideEffect)),
          report.reportId(),
          sideEffect.isSerious(),
          report.reportedAt());
    }
  }
}
