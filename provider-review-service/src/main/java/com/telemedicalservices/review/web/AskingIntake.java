package com.telemedicalservices.review.web;

import com.telemedicalservices.kit.store.Attempts;
import com.telemedicalservices.kit.web.ServiceClients;
import com.telemedicalservices.kit.web.ServiceUnavailableException;
import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.DossierQuestion;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewCommand.DossierArrived;
import com.telemedicalservices.review.domain.ReviewCommand.DossierFailed;
import com.telemedicalservices.review.domain.ReviewState;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * Asks the intake service for a dossier: whenever a review has begun an attempt to, and for
 * somebody who wants to read an earlier one.
 */
@Component
class AskingIntake implements Attempts<ReviewState, ReviewCommand> {

  private final ServiceClients clients;
  private final Clock clock;

  AskingIntake(ServiceClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Optional<Callable<ReviewCommand>> begunBy(
      @Nullable ReviewState before, ReviewState after) {
    DossierQuestion question = after.question();
    if (question == null || !question.beganAfter(before == null ? null : before.question())) {
      return Optional.empty();
    }
    String episodeId = after.file().episodeId();
    return Optional.of(() -> ask(episodeId, question));
  }

  private ReviewCommand ask(String episodeId, DossierQuestion question) {
    try {
      return copy(episodeId, question.revision())
          .<ReviewCommand>map(DossierArrived::new)
          .orElseGet(() -> failed(question, "other-answer"));
    } catch (HttpClientErrorException e) {
      return failed(question, "intake-answered-" + e.getStatusCode().value());
    } catch (ServiceUnavailableException e) {
      return failed(question, "intake-unavailable");
    }
  }

  /**
   * A dossier for somebody who waits for it; empty when the intake service has no such revision.
   *
   * @throws ServiceUnavailableException when it does not answer
   */
  Optional<Dossier> dossier(String episodeId, int revision) {
    try {
      return copy(episodeId, revision);
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }

  private Optional<Dossier> copy(String episodeId, int revision) {
    return clients
        .ask("intake", client -> fetch(client, episodeId, revision))
        .filter(answer -> answer.revision() == revision)
        .map(answer -> answer.copy(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  private static Optional<IntakeDossier> fetch(RestClient client, String episodeId, int revision) {
    return Optional.ofNullable(
        client
            .get()
            .uri("/api/intakes/{episodeId}/dossier?revision={revision}", episodeId, revision)
            .retrieve()
            .body(IntakeDossier.class));
  }

  private static DossierFailed failed(DossierQuestion question, String failureCode) {
    return new DossierFailed(question.revision(), question.attempt(), failureCode);
  }
}
