package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.Assessment;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.followup.domain.Questionnaire;
import com.telemedicalservices.followup.domain.SideEffect;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
 * The promise that a person in danger sees the crisis card whatever happens to the request: when it
 * is refused, and when nothing works, the card stands in the problem. It looks at problems on their
 * way out, so that it does not matter who refused and when, and reads the request once more by
 * itself. The risk that refused answers show is taken all the same; when not even that is possible,
 * the card says so.
 */
@ControllerAdvice
class InDanger implements ResponseBodyAdvice<Object> {

  private static final Logger log = LoggerFactory.getLogger(InDanger.class);

  private static final String RESPONSES = "/api/check-ins/{checkInId}/responses";
  private static final String REPORTS = "/api/follow-ups/{episodeId}/reports";

  /** More than anybody names, and than the service takes otherwise. */
  private static final int MOST = 60;

  private final AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps;
  private final CrisisCards cards;

  InDanger(
      AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps,
      FollowUpPolicy policy) {
    this.followUps = followUps;
    this.cards = new CrisisCards(policy);
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
      CrisisCard card = card(servlet, HttpStatus.valueOf(problem.getStatus()));
      if (card != null) {
        problem.setProperty("crisis", card);
      }
    }
    return body;
  }

  private @Nullable CrisisCard card(ServletServerHttpRequest request, HttpStatus status) {
    HttpServletRequest servlet = request.getServletRequest();
    Object pattern = servlet.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (REPORTS.equals(pattern)) {
      List<SideEffect> reported = sideEffects(Stream.of(read(request)));
      return notKept(Assessment.risk(Map.of(), reported), reported, status);
    }
    if (!RESPONSES.equals(pattern)) {
      return null;
    }
    JsonNode sent = read(request);
    Map<String, Integer> answers = answers(sent.path("answers"));
    List<SideEffect> sideEffects = sideEffects(sent.path("sideEffects").valueStream());
    RiskTier tier = Assessment.risk(answers, sideEffects);
    CrisisCard raised = cards.raised(tier, sideEffects);
    return raised != null
            && status != HttpStatus.SERVICE_UNAVAILABLE
            && servlet.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> named
            && named.get("checkInId") instanceof String checkInId
            && isTaken(new FollowUpCommand.NoteRisk(checkInId, answers, sideEffects))
        ? raised
        : notKept(tier, sideEffects, status);
  }

  private @Nullable CrisisCard notKept(
      RiskTier tier, List<SideEffect> sideEffects, HttpStatus status) {
    CrisisCard card = cards.notKept(tier, sideEffects);
    if (card != null && status.is5xxServerError()) {
      log.error("A person in danger is answered although nothing was kept: {}", status.value());
    }
    return card;
  }

  private boolean isTaken(FollowUpCommand.NoteRisk risk) {
    try {
      return followUps.handle(Episode.idOf(risk.checkInId()), risk) instanceof Outcome.Done;
    } catch (RuntimeException e) {
      // The refusal stands, and the card says that nobody was told.
      log.error(
          "A person in danger is answered although nothing was kept: {}", e.getClass().getName());
      return false;
    }
  }

  private static JsonNode read(ServletServerHttpRequest request) {
    try {
      return JsonMapper.shared().readTree(request.getBody());
    } catch (IOException | JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }

  /** The answers to questions that we ask, whatever else was sent. */
  private static Map<String, Integer> answers(JsonNode sent) {
    Map<String, Integer> answers = new HashMap<>();
    for (String item : Questionnaire.items()) {
      sent.path(item).asIntOpt().ifPresent(answer -> answers.put(item, answer));
    }
    return answers;
  }

  private static List<SideEffect> sideEffects(Stream<JsonNode> sent) {
    return sent.flatMap(
            each ->
                Arrays.stream(AdverseEventKind.values())
                    .filter(kind -> kind.name().equals(each.path("kind").asString("")))
                    .map(
                        kind ->
                            new SideEffect(
                                kind,
                                each.path("severity").asInt(SideEffect.LEAST),
                                each.path("serious").asBoolean(false))))
        .filter(effect -> effect.isSerious() || effect.effect() == AdverseEventKind.SUICIDALITY)
        .distinct()
        .limit(MOST)
        .toList();
  }
}
