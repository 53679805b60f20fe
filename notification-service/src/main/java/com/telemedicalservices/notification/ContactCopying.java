package com.telemedicalservices.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.telemedicalservices.kit.store.Attempts;
import com.telemedicalservices.kit.web.ServiceClients;
import com.telemedicalservices.kit.web.ServiceUnavailableException;
import com.telemedicalservices.notification.domain.Contact;
import com.telemedicalservices.notification.domain.PhoneNumbers;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientState;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Asks the intake service, which owns them, for a patient's addresses. Asked when a patient is met
 * and when the original has changed, so that sending a message needs no other service.
 */
final class ContactCopying implements Attempts<RecipientState, RecipientCommand> {

  private final ServiceClients clients;
  private final ZoneId fallback;
  private final Clock clock;

  ContactCopying(ServiceClients clients, ZoneId fallback, Clock clock) {
    this.clients = clients;
    this.fallback = fallback;
    this.clock = clock;
  }

  @Override
  public Optional<Callable<RecipientCommand>> begunBy(
      @Nullable RecipientState before, RecipientState after) {
    return after.beganAskingAfter(before)
        ? Optional.of(() -> ask(after.patientId()))
        : Optional.empty();
  }

  private RecipientCommand ask(String patientId) {
    try {
      ResponseEntity<Answer> answered =
          clients.ask(
              "intake",
              intake ->
                  intake
                      .get()
                      .uri("/api/patients/{patientId}/contact", patientId)
                      .retrieve()
                      .toEntity(Answer.class));
      Answer answer = answered.getBody();
      return answer == null
          ? new RecipientCommand.NotCopied()
          : new RecipientCommand.Copied(copy(answer));
    } catch (HttpClientErrorException e) {
      return e.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
          ? new RecipientCommand.NoContact()
          : new RecipientCommand.NotCopied();
    } catch (ServiceUnavailableException e) {
      return new RecipientCommand.NotCopied();
    }
  }

  private Contact copy(Answer answer) {
    String phone = present(answer.phone());
    return new Contact(
        answer.contactVersion(),
        present(answer.email()),
        phone,
        phone == null ? null : PhoneNumbers.key(phone),
        answer.language() == null ? "en" : answer.language(),
        zone(answer.zone()),
        clock.instant());
  }

  private static @Nullable String present(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private String zone(@Nullable String zone) {
    try {
      return zone == null ? fallback.getId() : ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      return fallback.getId();
    }
  }

  /** What the intake service says, as far as it matters here. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String language,
      @Nullable String zone,
      long contactVersion) {}
}
