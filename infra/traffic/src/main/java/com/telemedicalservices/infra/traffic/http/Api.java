package com.telemedicalservices.infra.traffic.http;

import com.telemedicalservices.infra.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A JSON client of the services. A request that is not answered, or answered with "not now", is
 * sent again, with the same {@code Idempotency-Key}, to the next instance in turn, until it is
 * answered: so a caller learns what became of it even if a service is killed in the middle.
 */
public final class Api implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Who looks whether all is as it should be; some services write down who is shown what. */
  private static final String ONLOOKER = "demo-onlooker";

  /** A service that fails is given so many chances; one that is away has all patience. */
  private static final int CHANCES = 4;

  private final Map<Service, List<URI>> instances;
  private final Duration patience;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param instances where the instances of each service are
   * @param patience how long one request is repeated at most
   */
  public Api(Map<Service, List<URI>> instances, Duration patience) {
    this.instances = Map.copyOf(instances);
    this.patience = patience;
  }

  /** How many requests were answered. */
  public long requests() {
    return requests.get();
  }

  /** How many times a request was sent again. */
  public long retries() {
    return retries.get();
  }

  /** How many requests are being repeated now. */
  public int waiting() {
    return waiting.get();
  }

  /** Reads, as the demo itself that looks on. */
  public Answer get(Service service, String path) {
    return get(service, path, ONLOOKER);
  }

  /** Reads, as this person. */
  public Answer get(Service service, String path, String actorId) {
    return send(service, "GET", path, null, Map.of("X-Actor-Id", actorId));
  }

  /** Asks for something to be done once, as this person, under this key. */
  public Answer post(
      Service service, String path, String actorId, String idempotencyKey, Object body) {
    return send(
        service,
        "POST",
        path,
        body,
        Map.of("Idempotency-Key", idempotencyKey, "X-Actor-Id", actorId));
  }

  /** Replaces what is at the path if it still has this entity tag; null creates it. */
  public Answer put(
      Service service, String path, String actorId, @Nullable String entityTag, Object body) {
    return send(
        service,
        "PUT",
        path,
        body,
        entityTag == null
            ? Map.of("If-None-Match", "*", "X-Actor-Id", actorId)
            : Map.of("If-Match", entityTag, "X-Actor-Id", actorId));
  }

  private Answer send(
      Service service,
      String method,
      String path,
      @Nullable Object body,
      Map<String, String> headers) {
    List<URI> addresses = instances.getOrDefault(service, List.of());
    if (addresses.isEmpty()) {
      throw new NoAnswerException("There is no instance of " + service.serviceName());
    }
    long began = System.nanoTime();
    int failures = 0;
    boolean counted = false;
    try {
      for (int tries = 1; ; tries++) {
        URI address = addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
        Optional<Answer> answer =
            once(request(address, method, path, body, headers), tries)
                .filter(got -> !isAway(got.status()));
        if (answer.isPresent() && (answer.get().status() < 500 || ++failures >= CHANCES)) {
          requests.incrementAndGet();
          return answer.get();
        }
        if (Duration.ofNanos(System.nanoTime() - began).compareTo(patience) > 0) {
          throw new NoAnswerException(
              "%s %s of %s was not answered within %d s"
                  .formatted(method, path, service.serviceName(), patience.toSeconds()));
        }
        retries.incrementAndGet();
        if (!counted) {
          waiting.incrementAndGet();
          counted = true;
        }
        pause(tries);
      }
    } finally {
      if (counted) {
        waiting.decrementAndGet();
      }
    }
  }

  private static HttpRequest request(
      URI address, String method, String path, @Nullable Object body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(ANSWER_LIMIT)
            .header("Accept", "application/json, application/problem+json");
    headers.forEach(request::header);
    if (body == null) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
        .build();
  }

  private Optional<Answer> once(HttpRequest request, int tries) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return Optional.of(
          new Answer(
              response.statusCode(),
              response.headers().firstValue("ETag").orElse(null),
              response.headers().firstValue("Idempotency-Replayed").isPresent(),
              tries,
              read(response.body())));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("Interrupted while waiting for an answer");
    }
  }

  private static JsonNode read(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static boolean isAway(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  private static void pause(int tries) {
    long most =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(tries - 1, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("Interrupted while waiting for an answer");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
