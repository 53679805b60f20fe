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
import com.telemedicalservices.kit.web.ProblemAddition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import tools.jackson.databind.JsonNode;

/**
 * The promise that a person in danger sees the crisis card whatever happens to the request: when it
 * is refused, and when nothing works, the card stands in the problem. It looks at problems on their
 * way out, so that it does not matter who refused and when, and reads the request once more by
 * itself. The risk that refused answers show is taken all the same; when not even that is possible,
 * the card says so.
 */
@ControllerAdvice
class InDanger extends ProblemAddition {

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
  protected void addTo(ProblemDetail problem, Refused request) {
    CrisisCard card = card(request, HttpStatus.valueOf(problem.getStatus()));
    if (card != null) {
      problem.setProperty("crisis", card);
    }
  }

  private @Nullable CrisisCard card(Refused request, HttpStatus status) {
    JsonNode sent = request.sent();
    return switch (request.pattern()) {
      case RESPONSES ->
          ofAnswers(
              request.variables().getOrDefault("checkInId", ""),
              answers(sent.path("answers")),
              sideEffects(sent.path("sideEffects").valueStream()),
              status);
      case REPORTS -> {
        List<SideEffect> reported = sideEffects(Stream.of(sent));
        yield notKept(Assessment.risk(Map.of(), reported), reported, status);
      }
      default -> null;
    };
  }

  private @Nullable CrisisCard ofAnswers(
      String checkInId,
      Map<String, Integer> answers,
      List<SideEffect> sideEffects,
      HttpStatus status) {
    RiskTier tier = Assessment.risk(answers, sideEffects);
    CrisisCard raised = cards.raised(tier, sideEffects);
    return raised != null
            && status != HttpStatus.SERVICE_UNAVAILABLE
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
