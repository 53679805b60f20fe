package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.NotificationEvent.ContactOptedOut;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.notification.domain.Permission.Consent;
import com.telemedicalservices.notification.domain.RecipientCommand.ConsentGiven;
import com.telemedicalservices.notification.domain.RecipientCommand.ConsentTaken;
import com.telemedicalservices.notification.domain.RecipientCommand.ContactChanged;
import com.telemedicalservices.notification.domain.RecipientCommand.Copied;
import com.telemedicalservices.notification.domain.RecipientCommand.EndCare;
import com.telemedicalservices.notification.domain.RecipientCommand.Meet;
import com.telemedicalservices.notification.domain.RecipientCommand.NoContact;
import com.telemedicalservices.notification.domain.RecipientCommand.NotCopied;
import com.telemedicalservices.notification.domain.RecipientCommand.OptOut;
import com.telemedicalservices.notification.domain.RecipientCommand.SetPreferences;
import com.telemedicalservices.notification.domain.RecipientCommand.TimePassed;
import com.telemedicalservices.notification.domain.RecipientCommand.Told;
import com.telemedicalservices.notification.domain.RecipientState.Copying;
import com.telemedicalservices.notification.domain.RecipientState.Copying.Asking;
import com.telemedicalservices.notification.domain.RecipientState.Copying.Settled;
import com.telemedicalservices.notification.domain.RecipientState.Copying.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A patient as somebody to write to: the addresses, copied from the intake service; the consents,
 * as they are signed and withdrawn; and a stop, honoured at once (DOMAIN §9, invariant 19).
 */
public final class Recipient
    implements Aggregate<RecipientState, RecipientCommand, NotificationEvent> {

  private final RecipientPolicy policy;

  public Recipient(RecipientPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Decision<RecipientState, NotificationEvent> decide(
      @Nullable RecipientState state, RecipientCommand command, Instant now) {
    if (state == null) {
      return switch (command) {
        case Told told -> told(blank(told.patientId()), told, now);
        case OptOut _, SetPreferences _, TimePassed _, Copied _, NotCopied _, NoContact _ ->
            Decision.unknown(
                "unknown-recipient", "Nobody is known to this service under this patient id.");
      };
    }
    return switch (command) {
      case Told told -> told(state, told, now);
      case OptOut(Channel channel) -> {
        boolean email = state.email().optedOut() || channel == Channel.EMAIL;
        boolean sms = state.sms().optedOut() || channel == Channel.SMS;
        yield preferences(state, email, sms, now);
      }
      case SetPreferences(boolean email, boolean sms) -> preferences(state, email, sms, now);
      case TimePassed _ -> Decision.accept(timePassed(state, now));
      case Copied(Contact contact) -> Decision.accept(copied(state, contact, now));
      case NotCopied _ -> Decision.accept(askLater(state, now));
      case NoContact _ ->
          Decision.accept(
              state.copying() instanceof Asking asking && asking.tries() >= policy.unknownLimit()
                  ? copying(state, new Settled())
                  : askLater(state, now));
    };
  }

  @Override
  public @Nullable Instant dueAt(RecipientState state) {
    return switch (state.copying()) {
      case Settled _ -> null;
      case Asking asking -> asking.until();
      case Waiting waiting -> waiting.at();
    };
  }

  @Override
  public RecipientCommand timePassed() {
    return new TimePassed();
  }

  private static RecipientState blank(String patientId) {
    return new RecipientState(
        patientId, Permission.NONE, Permission.NONE, null, 0, new Settled(), Set.of());
  }

  private Decision<RecipientState, NotificationEvent> told(
      RecipientState state, Told told, Instant now) {
    return Decision.accept(
        switch (told) {
          case Meet _ -> askIfNeeded(state, now);
          case ContactChanged(_, long version) ->
              askIfNeeded(wanting(state, Math.max(version, state.wantedVersion())), now);
          case ConsentGiven given ->
              permission(
                  state,
                  given.channel(),
                  state
                      .permission(given.channel())
                      .signed(Consent.GIVEN, given.version(), given.at()));
          case ConsentTaken taken ->
              permission(
                  state,
                  taken.channel(),
                  state
                      .permission(taken.channel())
                      .signed(Consent.WITHDRAWN, taken.version(), taken.at()));
          case EndCare(_, String careId) -> ended(state, careId);
        });
  }

  /** A question under way, or one that is planned, is enough. */
  private RecipientState askIfNeeded(RecipientState state, Instant now) {
    return state.outdated() && state.copying() instanceof Settled ? ask(state, 1, now) : state;
  }

  private RecipientState ask(RecipientState state, int tries, Instant now) {
    return copying(state, new Asking(now.plus(policy.askLimit()), tries));
  }

  private RecipientState timePassed(RecipientState state, Instant now) {
    return switch (state.copying()) {
      case Settled _ -> state;
      // Asking again changes nothing over there, so a lost question is simply asked again.
      case Asking asking ->
          now.isBefore(asking.until()) ? state : ask(state, asking.tries() + 1, now);
      case Waiting waiting ->
          now.isBefore(waiting.at()) ? state : ask(state, waiting.tries() + 1, now);
    };
  }

  private RecipientState copied(RecipientState state, Contact contact, Instant now) {
    Contact known = state.contact();
    if (known != null && contact.version() < known.version()) {
      return state;
    }
    RecipientState copied =
        new RecipientState(
            state.patientId(),
            state.email(),
            state.sms(),
            contact,
            state.wantedVersion(),
            new Settled(),
            state.endedCare());
    return copied.outdated() ? ask(copied, 1, now) : copied;
  }

  private RecipientState askLater(RecipientState state, Instant now) {
    return switch (state.copying()) {
      case Asking asking ->
          copying(state, new Waiting(now.plus(policy.waitAfter(asking.tries())), asking.tries()));
      case Settled _, Waiting _ -> state;
    };
  }

  private static Decision<RecipientState, NotificationEvent> preferences(
      RecipientState state, boolean emailOptedOut, boolean smsOptedOut, Instant now) {
    List<NotificationEvent> events = new ArrayList<>();
    RecipientState changed = state;
    for (Channel channel : List.of(Channel.EMAIL, Channel.SMS)) {
      Permission permission = state.permission(channel);
      boolean optOut = channel == Channel.EMAIL ? emailOptedOut : smsOptedOut;
      if (optOut && !permission.optedOut()) {
        changed = permission(changed, channel, permission.optedOut(now));
        events.add(new ContactOptedOut(state.patientId(), channel, now));
      } else if (!optOut && permission.optedOut()) {
        changed = permission(changed, channel, permission.optedOut(null));
      }
    }
    return new Decision.Accepted<>(changed, events);
  }

  private static RecipientState permission(
      RecipientState state, Channel channel, Permission permission) {
    return new RecipientState(
        state.patientId(),
        channel == Channel.EMAIL ? permission : state.email(),
        channel == Channel.SMS ? permission : state.sms(),
        state.contact(),
        state.wantedVersion(),
        state.copying(),
        state.endedCare());
  }

  private static RecipientState wanting(RecipientState state, long version) {
    return new RecipientState(
        state.patientId(),
        state.email(),
        state.sms(),
        state.contact(),
        version,
        state.copying(),
        state.endedCare());
  }

  private static RecipientState copying(RecipientState state, Copying copying) {
    return new RecipientState(
        state.patientId(),
        state.email(),
        state.sms(),
        state.contact(),
        state.wantedVersion(),
        copying,
        state.endedCare());
  }

  private static RecipientState ended(RecipientState state, String careId) {
    Set<String> ended = new HashSet<>(state.endedCare());
    ended.add(careId);
    return new RecipientState(
        state.patientId(),
        state.email(),
        state.sms(),
        state.contact(),
        state.wantedVersion(),
        state.copying(),
        ended);
  }
}
