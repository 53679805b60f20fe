package com.telemedicalservices.notification.web;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.MessageState.Plan;
import com.telemedicalservices.notification.domain.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as callers see it. Never its words and never an address.
 *
 * @param messageId which message
 * @param patientId the patient it is to, or about
 * @param episodeId the course of care it belongs to
 * @param seriesId the series it belongs to
 * @param kind what it is for
 * @param subjectId what it is about
 * @param occurrence which of several of the same kind about the same subject
 * @param channel the way it goes
 * @param status where it is: UNPLANNED, QUEUED, HELD, SENDING, DELIVERED, UNKNOWN, DEAD, SUPPRESSED
 *     or CANCELLED
 * @param reason why it is there, while it is on its way or when it was not delivered
 * @param createdAt when it was first heard of
 * @param sendAt when it is to be sent, while it is on its way
 * @param staleAfter when it is no longer worth sending, while it is on its way
 * @param history where it has been
 */
record MessageView(
    String messageId,
    String patientId,
    String episodeId,
    @Nullable String seriesId,
    String kind,
    String subjectId,
    String occurrence,
    Channel channel,
    String status,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant sendAt,
    @Nullable Instant staleAfter,
    List<StepView> history) {

  /**
   * One step of its way.
   *
   * @param status where it came to
   * @param at when
   * @param reason why
   */
  record StepView(String status, Instant at, String reason) {}

  static MessageView of(Stored<MessageState> stored) {
    MessageState state = stored.state();
    Letter letter = state.letter();
    Plan plan = planOf(state);
    Reason reason = state.steps().isEmpty() ? null : state.steps().getLast().reason();
    return new MessageView(
        stored.id(),
        letter.patientId(),
        letter.episodeId(),
        letter.seriesId(),
        letter.messageKind().code(),
        letter.subjectId(),
        letter.occurrence(),
        letter.channel(),
        upper(state.getClass().getSimpleName()),
        reason == null ? null : reason.code(),
        state.createdAt(),
        plan == null ? null : plan.sendAt(),
        plan == null ? null : plan.staleAfter(),
        state.steps().stream()
            .map(step -> new StepView(upper(step.to()), step.at(), step.reason().code()))
            .toList());
  }

  private static @Nullable Plan planOf(MessageState state) {
    return switch (state) {
      case MessageState.Queued queued -> queued.plan();
      case MessageState.Held held -> held.plan();
      case MessageState.Sending sending -> sending.plan();
      case MessageState.Unplanned _,
          MessageState.Delivered _,
          MessageState.Unknown _,
          MessageState.Dead _,
          MessageState.Suppressed _,
          MessageState.Cancelled _ ->
          null;
    };
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
