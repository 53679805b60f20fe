package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.QuestionnaireResponses;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Outcome;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import com.telemedicalservices.kit.web.ProblemAddition;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sees to it that no refusal and no failure hides the safety card from a patient at HIGH risk
 * (DOMAIN §9, invariant 6). It looks at problems on their way out, so that it does not matter who
 * refused and when, and reads the request once more by itself. Answers that were refused, say
 * because another device had saved the form meanwhile, or a header was missing, are still told to
 * our team; and when not even that is possible, the card says so.
 */
@ControllerAdvice
class CrisisGuard extends ProblemAddition {

  private static final Logger log = LoggerFactory.getLogger(CrisisGuard.class);

  private static final String FORM = "/api/intakes/{episodeId}/forms/{form}";
  private static final String CHANGES = "/api/intakes/{episodeId}/changes";
  private static final String SUBMIT = "/api/intakes/{episodeId}/submit";

  private final AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  private final Intake rules;
  private final QuestionnaireResponses responses;

  CrisisGuard(
      AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes,
      Intake rules,
      QuestionnaireResponses responses) {
    this.intakes = intakes;
    this.rules = rules;
    this.responses = responses;
  }

  @Override
  protected void addTo(ProblemDetail problem, Refused request) {
    card(request, HttpStatus.valueOf(problem.getStatus()))
        .ifPresent(card -> problem.setProperty("crisis", card));
  }

  private Optional<SafetyCard> card(Refused request, HttpStatus status) {
    String episodeId = request.variables().getOrDefault("episodeId", "");
    JsonNode sent = request.sent();
    return switch (request.pattern()) {
      case FORM -> {
        String form = request.variables().getOrDefault("form", "");
        yield ofAnswers(episodeId, form, understood(form, sent), sent, status);
      }
      case CHANGES ->
          ofAnswers(
              episodeId,
              IntakeCommand.ReportChange.FORM,
              IntakeCommand.ReportChange.words(sent.path("note").asString("")),
              sent,
              status);
      case SUBMIT -> isStoreAway(status) ? Optional.empty() : ofIntake(episodeId);
      default -> Optional.empty();
    };
  }

  private static boolean isStoreAway(HttpStatus status) {
    return status == HttpStatus.SERVICE_UNAVAILABLE;
  }

  private Optional<SafetyCard> ofIntake(String episodeId) {
    try {
      return intakes.find(episodeId).flatMap(stored -> SafetyCard.of(stored.state()));
    } catch (StoreUnavailableException e) {
      return Optional.empty();
    }
  }

  private Optional<SafetyCard> ofAnswers(
      String episodeId,
      String form,
      Map<String, Answer> answers,
      JsonNode sent,
      HttpStatus status) {
    boolean high =
        rules.readings(form, answers, Map.of()).stream()
            .anyMatch(reading -> reading.tier() == RiskTier.HIGH);
    if (!high) {
      return Optional.empty();
    }
    Optional<Language> read = Language.ofTag(sent.path("language").asString(""));
    Optional<Language> told =
        isStoreAway(status)
            ? Optional.empty()
            : told(episodeId, new IntakeCommand.NoteRisk(form, answers));
    if (told.isEmpty() && status.is5xxServerError()) {
      log.error("A person in danger is answered although nothing was kept: {}", status.value());
    }
    return Optional.of(
        told.map(own -> SafetyCard.high(read.orElse(own)))
            .orElseGet(() -> SafetyCard.nobodyTold(read.orElse(Language.EN))));
  }

  /** The answers that can be understood, whatever is wrong with the rest. */
  private Map<String, Answer> understood(String form, JsonNode sent) {
    return sent.path("answers").isObject()
        ? AnswerFormRequest.understood(
            JsonMapper.shared().convertValue(sent.path("answers"), Map.class))
        : responses.read(form, sent).answers();
  }

  /** Tells our team; the intake's own language if that was possible. */
  private Optional<Language> told(String episodeId, IntakeCommand.NoteRisk unkept) {
    try {
      return intakes.handle(episodeId, unkept) instanceof Outcome.Done<IntakeState>(var told, var _)
          ? Optional.of(told.state().episode().language())
          : Optional.empty();
    } catch (RuntimeException e) {
      // The refusal stands, and the card says that nobody was told.
      log.error(
          "A person in danger is answered although nothing was kept: {}", e.getClass().getName());
      return Optional.empty();
    }
  }
}
