package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.SideEffect;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * The promise that a person in danger sees the crisis card whatever happens to the request: when it
 * is refused, and when nothing works, the card stands in the problem.
 */
final class InDanger {

  private static final Logger log = LoggerFactory.getLogger(InDanger.class);

  private InDanger() {}

  /** The answer to a request that shows this danger, with the card in every case of failure. */
  static ResponseEntity<?> answer(
      CrisisCards cards,
      RiskTier tier,
      List<SideEffect> sideEffects,
      Supplier<ResponseEntity<?>> request) {
    CrisisCard card = cards.notKept(tier, sideEffects);
    if (card == null) {
      return request.get();
    }
    try {
      ResponseEntity<?> response = request.get();
      if (response.getBody() instanceof ProblemDetail problem) {
        problem.setProperty("crisis", card);
      }
      return response;
    } catch (RuntimeException e) {
      // Only the kind of failure: a message might hold something personal.
      log.error(
          "A person in danger is answered although nothing was kept: {}", e.getClass().getName());
      ProblemDetail problem =
          ProblemDetail.forStatusAndDetail(
              HttpStatus.SERVICE_UNAVAILABLE,
              "We could not make sure that this was kept. Send the same request again, with the"
                  + " same Idempotency-Key.");
      problem.setProperty("code", "store-unavailable");
      problem.setProperty("crisis", card);
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "2")
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
  }
}
