package com.telemedicalservices.notification.web;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.notification.domain.Permission;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** On which channels a patient wants to be written to. */
@RestController
@RequestMapping("/api/preferences")
class PreferencesController {

  private static final String UNKNOWN = "unknown-recipient";

  private final AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients;
  private final Changes changes;

  PreferencesController(
      AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients,
      Changes changes) {
    this.recipients = recipients;
    this.changes = changes;
  }

  /**
   * The channels, what was signed for them and what was stopped. For the patient (own only) and
   * staff. Errors: 404 {@code unknown-recipient}.
   */
  @GetMapping("/{patientId}")
  ResponseEntity<?> show(@PathVariable String patientId) {
    return changes.show(recipients, patientId, UNKNOWN, PreferencesView::of);
  }

  /**
   * Stops a channel, or lifts a stop; counts at once. For the patient (own only) and front desk on
   * the patient's word. Errors: 400 {@code invalid-request}, 404 {@code unknown-recipient}, 412
   * {@code stale-version}, 428 {@code precondition-required}.
   */
  @PutMapping("/{patientId}")
  ResponseEntity<?> change(
      @PathVariable String patientId,
      @Valid @RequestBody PreferencesRequest body,
      ChangeRequest request) {
    return changes.apply(
        recipients,
        patientId,
        new RecipientCommand.SetPreferences(body.emailOptedOut(), body.smsOptedOut()),
        request,
        PreferencesView::of);
  }

  /**
   * What the patient wants.
   *
   * @param emailOptedOut no e-mail
   * @param smsOptedOut no text messages
   */
  record PreferencesRequest(@NotNull Boolean emailOptedOut, @NotNull Boolean smsOptedOut) {}

  /**
   * Preferences as callers see them; never an address.
   *
   * @param patientId the patient
   * @param email about e-mail
   * @param sms about text messages
   */
  record PreferencesView(String patientId, ChannelView email, ChannelView sms) {

    static PreferencesView of(Stored<RecipientState> stored) {
      RecipientState state = stored.state();
      return new PreferencesView(
          state.patientId(),
          ChannelView.of(state.permission(Channel.EMAIL)),
          ChannelView.of(state.permission(Channel.SMS)));
    }
  }

  /**
   * One channel.
   *
   * @param consent NEVER_GIVEN, GIVEN or WITHDRAWN
   * @param consentVersion version of the text signed
   * @param consentSince when
   * @param optedOut whether the patient said stop
   * @param optedOutAt when
   */
  record ChannelView(
      Permission.Consent consent,
      @Nullable String consentVersion,
      @Nullable Instant consentSince,
      boolean optedOut,
      @Nullable Instant optedOutAt) {

    static ChannelView of(Permission permission) {
      return new ChannelView(
          permission.consent(),
          permission.version(),
          permission.since(),
          permission.optedOut(),
          permission.optedOutAt());
    }
  }
}
