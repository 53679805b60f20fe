package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.Channel;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about writing to one patient.
 *
 * @param patientId the patient
 * @param email whether by e-mail
 * @param sms whether by text message
 * @param contact our copy of the addresses; null until it was copied for the first time
 * @param wantedVersion the newest version of the original we have heard of
 * @param copying what we do about a missing or old copy
 * @param endedCare episodes and series that are over
 */
public record RecipientState(
    String patientId,
    Permission email,
    Permission sms,
    @Nullable Contact contact,
    long wantedVersion,
    Copying copying,
    Set<String> endedCare) {

  public RecipientState {
    endedCare = Set.copyOf(endedCare);
  }

  /** What we do about a missing or old copy of the addresses. */
  public sealed interface Copying {

    /** Nothing; the copy is as good as can be. */
    record Settled() implements Copying {}

    /**
     * The intake service is being asked.
     *
     * @param until when the question counts as lost
     * @param tries how often it has been asked, this one included
     */
    record Asking(Instant until, int tries) implements Copying {}

    /**
     * The intake service is asked again later.
     *
     * @param at when
     * @param tries how often it has been asked
     */
    record Waiting(Instant at, int tries) implements Copying {}
  }

  /** Whether the patient may be written to on this channel. */
  public Permission permission(Channel channel) {
    return switch (channel) {
      case EMAIL -> email;
      case SMS -> sms;
      // Read only where the patient has signed in to read it.
      case IN_APP -> new Permission(Permission.Consent.GIVEN, null, null, null);
    };
  }

  /** Whether it asks for the address now, and did not ask this before. */
  public boolean beganAskingAfter(@Nullable RecipientState before) {
    return copying instanceof Copying.Asking && (before == null || !copying.equals(before.copying));
  }

  /** Whether the copy is missing or old. */
  public boolean outdated() {
    return contact == null || contact.version() < wantedVersion;
  }

  /** Whether, and where, this patient can be sent this letter now. */
  public Reach reach(Letter letter) {
    if (ended(letter)) {
      return new Reach.Overtaken();
    }
    Permission permission = permission(letter.channel());
    if (permission.optedOut()) {
      return new Reach.Never(Reason.OPTED_OUT);
    }
    if (letter.messageKind().permit() == MessageKind.Permit.CONSENT) {
      switch (permission.consent()) {
        case NEVER_GIVEN -> {
          return new Reach.Never(Reason.NO_CONSENT);
        }
        case WITHDRAWN -> {
          return new Reach.Never(Reason.CONSENT_WITHDRAWN);
        }
        case GIVEN -> {}
      }
    }
    if (contact == null) {
      return new Reach.NotYet(Reason.CONTACT_UNKNOWN);
    }
    if (outdated()) {
      return new Reach.NotYet(Reason.CONTACT_OUTDATED);
    }
    String address =
        switch (letter.channel()) {
          case EMAIL -> contact.email();
          case SMS -> contact.phone();
          case IN_APP -> patientId;
        };
    return address == null
        ? new Reach.Never(Reason.NO_ADDRESS)
        : new Reach.At(address, contact.language(), contact.zone());
  }

  private boolean ended(Letter letter) {
    String series = letter.seriesId();
    return switch (letter.messageKind().span()) {
      case FOREVER -> false;
      case EPISODE -> endedCare.contains(letter.episodeId());
      case SERIES ->
          endedCare.contains(letter.episodeId()) || (series != null && endedCare.contains(series));
    };
  }
}
