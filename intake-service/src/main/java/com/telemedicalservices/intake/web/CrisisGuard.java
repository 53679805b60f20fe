package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Outcome;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.RejectedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Sees to it that no refusal and no failure hides the safety card from a patient at HIGH risk
 * (DOMAIN §9, invariant 6). Answers that were refused, say because another device had saved the
 * form meanwhile, are still told to our team; and when not even that is possible, the card says so.
 */
@ControllerAdvice
class CrisisGuard implements ResponseBodyAdvice<Object> {

  private static final Logger log = LoggerFactory.getLogger(CrisisGuard.class);
  private static final String CARD = SafetyCard.class.getName();

  private final AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  private final Intake rules;

  CrisisGuard(AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes, Intake rules) {
    this.intakes = intakes;
    this.rules = rules;
  }

  /** Saves answers; if they are HIGH and are not kept, they count all the same. */
  ResponseEntity<?> saving(
      HttpServletRequest request,
      String episodeId,
      String form,
      Map<String, Answer> answers,
      @Nullable Language language,
      Supplier<ResponseEntity<?>> saving) {
    boolean high =
        rules.readings(form, answers, Map.of()).stream()
            .anyMatch(reading -> reading.tier() == RiskTier.HIGH);
    if (!high) {
      return saving.get();
    }
    // Should saving fail outright, this is what the failure shows.
    request.setAttribute(CARD, SafetyCard.nobodyTold(language == null ? Language.EN : language));
    try {
      ResponseEntity<?> response = saving.get();
      if (!response.getStatusCode().is2xxSuccessful()) {
        tell(request, episodeId, new IntakeCommand.NoteRisk(form, answers), language);
      }
      return response;
    } catch (RejectedException e) {
      tell(request, episodeId, new IntakeCommand.NoteRisk(form, answers), language);
      throw e;
    }
  }

  private void tell(
      HttpServletRequest request,
      String episodeId,
      IntakeCommand.NoteRisk unkept,
      @Nullable Language language) {
    try {
      if (intakes.handle(episodeId, unkept) instanceof Outcome.Done<IntakeState>(var told, var _)) {
        Language own = told.state().episode().language();
        request.setAttribute(CARD, SafetyCard.high(language == null ? own : language));
      }
    } catch (StoreUnavailableException e) {
      // The refusal stands, and the card already says that nobody was told.
      log.warn("Could not keep what came with a refused request: {}", e.getMessage());
    }
  }

  /** Hands an intake in; if it is refused while the patient is at risk, the card is shown. */
  ResponseEntity<?> submitting(
      HttpServletRequest request, String episodeId, Supplier<ResponseEntity<?>> submitting) {
    ResponseEntity<?> response = submitting.get();
    if (!response.getStatusCode().is2xxSuccessful()) {
      Optional<Stored<IntakeState>> intake = intakes.find(episodeId);
      intake
          .flatMap(stored -> SafetyCard.of(stored.state()))
          .ifPresent(card -> request.setAttribute(CARD, card));
    }
    return response;
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
        && request instanceof ServletServerHttpRequest servlet
        && servlet.getServletRequest().getAttribute(CARD) instanceof SafetyCard card) {
      problem.setProperty("crisis", card);
    }
    return body;
  }
}
