package com.telemedicalservices.review.web;

import com.telemedicalservices.kit.store.Attempts;
import com.telemedicalservices.kit.web.ServiceClients;
import com.telemedicalservices.kit.web.ServiceUnavailableException;
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

/** Asks the intake service for a dossier whenever a review has begun an attempt to. */
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
      return clients
          .ask("intake", client -> fetch(client, episodeId, question.revision()))
          .filter(answer -> answer.revision() == question.revision())
          .<ReviewCommand>map(
              answer ->
                  new DossierArrived(answer.copy(clock.instant().truncatedTo(ChronoUnit.MILLIS))))
          .orElseGet(() -> failed(question, "other-answer"));
    } catch (HttpClientErrorException e) {
      return failed(question, "intake-answered-" + e.getStatusCode().value());
    } catch (ServiceUnavailableException e) {
      return failed(question, "intake-unavailable");
    }
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
