package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.traffic.audit.Fact;
import com.telemedicalservices.infra.traffic.audit.Ledger;
import com.telemedicalservices.infra.traffic.http.Answer;
import com.telemedicalservices.infra.traffic.http.Api;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What everybody in the demo shares: the services, the clock, the agenda, and the notes of what was
 * promised.
 *
 * @param run tells this run from earlier ones on the same data; part of every idempotency key
 * @param clinicId the clinic
 * @param api the services
 * @param clock the clinic's clock
 * @param agenda what everybody is going to do
 * @param ledger what the services have acknowledged
 * @param toVisible from a submit to its being seen in the review queue
 * @param toBooked from an approval to the booked series
 */
record World(
    String run,
    String clinicId,
    Api api,
    VirtualClock clock,
    Agenda agenda,
    Ledger ledger,
    Latencies toVisible,
    Latencies toBooked) {

  /** How often somebody looks again for something that must be there in a moment. */
  private static final Duration GLANCE = Duration.ofMillis(4);

  /** How long a person goes on looking before something must be wrong. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Something a person looks for. */
  @FunctionalInterface
  interface Look {
    /** Whether it is there. */
    boolean found();
  }

  /** The key of a request that is made once in this run. */
  String key(String deed) {
    return run + '.' + deed;
  }

  /** Asks for something that must be done, and says what was asked when it is not. */
  Answer mustPost(Service service, String path, String actor, String deed, Object body) {
    Answer answer = api.post(service, path, actor, key(deed), body);
    if (!answer.ok()) {
      throw new UnexpectedAnswerException("POST " + path, answer);
    }
    return answer;
  }

  /** Reads what must be there. */
  Answer mustGet(Service service, String path) {
    return required(path, api.get(service, path));
  }

  /** Reads what must be there, as this person. */
  Answer mustGet(Service service, String path, String actor) {
    return required(path, api.get(service, path, actor));
  }

  private static Answer required(String path, Answer answer) {
    if (!answer.ok()) {
      throw new UnexpectedAnswerException("GET " + path, answer);
    }
    return answer;
  }

  /** Looks again and again until it is there. */
  void lookUntil(String what, Look look) throws InterruptedException {
    long began = System.nanoTime();
    for (long pause = GLANCE.toMillis(); !look.found(); pause = Math.min(pause * 2, 100)) {
      if (Duration.ofNanos(System.nanoTime() - began).compareTo(PATIENCE) > 0) {
        throw new UnexpectedAnswerException(
            "%s for %d s in vain".formatted(what, PATIENCE.toSeconds()));
      }
      Thread.sleep(pause);
    }
  }

  /** Notes something a service has acknowledged. */
  void acknowledged(
      String what,
      String eventType,
      Map<String, String> inEvent,
      Service service,
      String path,
      Predicate<JsonNode> shows) {
    ledger.acknowledged(new Fact(what, eventType, inEvent, new Fact.View(service, path), shows));
  }
}
