package com.telemedicalservices.infra.benchmark;

import com.telemedicalservices.infra.local.Service;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Patients who go the whole way through three services: submitted, claimed, approved, consented,
 * and booked for six sessions. Everything over HTTP, as people would do it without pausing.
 */
final class Journeys {

  private static final int CLIENTS = 8;
  private static final int CHAIRS = 40;
  private static final int SPREAD_DAYS = 45;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ZoneId ZONE = ZoneId.of("America/Phoenix");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OurSubject ours;
  private final Patient patient;
  private final URI review;
  private final URI scheduling;
  private final LocalDate today;

  Journeys(OurSubject ours) {
    this.ours = ours;
    this.patient = ours.patient();
    this.review = ours.url(Service.PROVIDER_REVIEW);
    this.scheduling = ours.url(Service.SCHEDULING);
    Instant now = InstantSource.system().instant();
    this.today = now.atZone(ZONE).toLocalDate();
  }

  /** How many a second, until the last is booked. */
  double perSecond(int count) {
    openClinic();
    List<String> ids = ours.prepare(count);
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    long begin = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(
            () -> {
              try {
                for (int i = next.getAndIncrement();
                    i < ids.size() && failure.get() == null;
                    i = next.getAndIncrement()) {
                  go(ids.get(i), i);
                }
              } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
              }
            });
      }
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw new Load.GateException("A journey did not get to its end: " + failed.getMessage());
    }
    return count / ((System.nanoTime() - begin) / 1e9);
  }

  private void openClinic() {
    String hours =
        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY").stream()
            .map("{\"day\":\"%s\",\"opens\":\"07:00\",\"closes\":\"19:00\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    patient.create(
        scheduling.resolve("/api/clinics/benchmark"),
        """
        {"name":"Benchmark","zone":"%s","hours":%s,"chairs":%s,"nurses":%s,"prescribers":%s}\
        """
            .formatted(
                ZONE,
                hours,
                resources("chair", CHAIRS, 1),
                resources("nurse", CHAIRS, 1),
                resources("prescriber", CHAIRS / 4, 4)));
  }

  private static String resources(String name, int count, int capacity) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "{\"id\":\"%s-%d\",\"capacity\":%d}".formatted(name, i, capacity))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void go(String episodeId, int number) {
    patient.send(patient.submission(episodeId));
    URI dossier = review.resolve("/api/reviews/" + episodeId);
    until("claimed", () -> ok(patient.ask(on(dossier, "claim"), "")));
    until(
        "the dossier",
        () -> {
          HttpResponse<String> shown = patient.look(dossier);
          return ok(shown) && JSON.readTree(shown.body()).path("dossierIsCurrent").asBoolean(false);
        });
    require(
        patient.ask(
            on(dossier, "approve"), "{\"licenceState\":\"AZ\",\"modality\":\"IV_RACEMIC\"}"));
    patient.consentToTreatment(episodeId);
    LocalDate from = today.plusDays(2 + number % SPREAD_DAYS);
    URI proposals =
        scheduling.resolve(
            "/api/series/" + episodeId + "/proposals?clinicId=benchmark&from=" + from);
    until("booked", () -> book(episodeId, proposals));
  }

  private boolean book(String episodeId, URI proposals) {
    HttpResponse<String> offered = patient.look(proposals);
    if (!ok(offered)) {
      return false;
    }
    JsonNode sessions = JSON.readTree(offered.body()).path("proposals").path(0).path("sessions");
    String starts =
        IntStream.range(0, sessions.size())
            .mapToObj(i -> '"' + sessions.get(i).path("startsAt").asString("") + '"')
            .collect(Collectors.joining(",", "[", "]"));
    HttpResponse<String> booked =
        patient.ask(
            scheduling.resolve("/api/series"),
            "{\"episodeId\":\"%s\",\"clinicId\":\"benchmark\",\"startsAt\":%s}"
                .formatted(episodeId, starts));
    // Somebody else may have been faster; then there are other proposals.
    if (booked.statusCode() != 409) {
      require(booked);
    }
    return ok(booked);
  }

  private static URI on(URI resource, String action) {
    return URI.create(resource + "/" + action);
  }

  private static boolean ok(HttpResponse<String> response) {
    return response.statusCode() / 100 == 2;
  }

  private static void require(HttpResponse<String> response) {
    if (!ok(response)) {
      throw new IllegalStateException(
          response.uri().getPath()
              + " was answered "
              + response.statusCode()
              + ' '
              + JSON.readTree(response.body()).path("code").asString(""));
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("It was never " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
