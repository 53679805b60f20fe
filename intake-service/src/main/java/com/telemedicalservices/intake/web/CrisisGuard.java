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
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.core.JacksonException;
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
class CrisisGuard implements ResponseBodyAdvice<Object> {

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
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof ProblemDetail problem
        && request instanceof ServletServerHttpRequest servlet) {
      boolean storeAway = problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value();
      card(servlet, storeAway).ifPresent(card -> problem.setProperty("crisis", card));
    }
    return body;
  }

  private Optional<SafetyCard> card(ServletServerHttpRequest request, boolean storeAway) {
    HttpServletRequest servlet = request.getServletRequest();
    if (!(servlet.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> named)
        || !(named.get("episodeId") instanceof String episodeId)) {
      return Optional.empty();
    }
    String pattern =
        String.valueOf(servlet.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    JsonNode sent = read(request);
    return switch (pattern) {
      case FORM -> {
        String form = String.valueOf(named.get("form"));
        yield ofAnswers(episodeId, form, understood(form, sent), sent, storeAway);
      }
      case CHANGES ->
          ofAnswers(
              episodeId,
              IntakeCommand.ReportChange.FORM,
              IntakeCommand.ReportChange.words(sent.path("note").asString("")),
              sent,
              storeAway);
      case SUBMIT -> storeAway ? Optional.empty() : ofIntake(episodeId);
      default -> Optional.empty();
    };
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
      boolean storeAway) {
    boolean high =
        rules.readings(form, answers, Map.of()).stream()
            .anyMatch(reading -> reading.tier() == RiskTier.HIGH);
    if (!high) {
      return Optional.empty();
    }
    Optional<Language> read = Language.ofTag(sent.path("language").asString(""));
    Optional<Language> told =
        storeAway ? Optional.empty() : told(episodeId, new IntakeCommand.NoteRisk(form, answers));
    return Optional.of(
        told.map(own -> SafetyCard.high(read.orElse(own)))
            .orElseGet(() -> SafetyCard.nobodyTold(read.orElse(Language.EN))));
  }

  private static JsonNode read(ServletServerHttpRequest request) {
    try {
      return JsonMapper.shared().readTree(request.getBody());
    } catch (IOException | JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
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
      log.warn("Could not keep what came with a refused request: {}", e.getClass().getName());
      return Optional.empty();
    }
  }
}
