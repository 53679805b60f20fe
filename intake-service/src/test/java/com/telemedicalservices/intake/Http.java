package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.intake.domain.IntakePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A patient with a browser. */
final class Http {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json");
  private final RestClient client;

  Http(int port) {
    client =
        RestClient.builder()
            .baseUrl("http://localhost:" + port)
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();
  }

  /** What a service answered. */
  record Reply(int status, String etag, HttpHeaders headers, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    JsonNode at(String pointer) {
      return json().at(pointer);
    }

    String code() {
      return status + " " + json().path("code").asString("no code");
    }
  }

  static String key() {
    return UUID.randomUUID().toString();
  }

  Reply get(String path) {
    return reply(client.get().uri(path).retrieve().toEntity(String.class));
  }

  /** What a browser gets that asks for a PDF and for nothing else. */
  ResponseEntity<byte[]> getPdf(String path) {
    return client
        .get()
        .uri(path)
        .accept(MediaType.APPLICATION_PDF)
        .retrieve()
        .toEntity(byte[].class);
  }

  Reply post(String path, Object body) {
    return post(path, key(), body);
  }

  Reply post(String path, String key, Object body) {
    RestClient.RequestBodySpec request = client.post().uri(path);
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    request.contentType(MediaType.APPLICATION_JSON).body(text(body));
    return reply(request.retrieve().toEntity(String.class));
  }

  Reply put(String path, String etag, Object body) {
    return put(path, etag, MediaType.APPLICATION_JSON, body);
  }

  private Reply put(String path, String etag, MediaType type, Object body) {
    RestClient.RequestBodySpec request = client.put().uri(path);
    if (etag != null) {
      request.header(HttpHeaders.IF_MATCH, etag);
    }
    request.contentType(type).body(text(body));
    return reply(request.retrieve().toEntity(String.class));
  }

  Reply getFhir(String path) {
    return reply(
        client
            .get()
            .uri(path)
            .accept(FHIR, MediaType.APPLICATION_PROBLEM_JSON)
            .retrieve()
            .toEntity(String.class));
  }

  Reply putFhir(String intake, String path, String body) {
    return put(intake + path, get(intake).etag(), FHIR, body);
  }

  Reply putFhirWithoutVersion(String path, String body) {
    return put(path, null, FHIR, body);
  }

  private static String text(Object body) {
    return body instanceof String text ? text : JSON.writeValueAsString(body);
  }

  private static Reply reply(ResponseEntity<String> response) {
    return new Reply(
        response.getStatusCode().value(),
        response.getHeaders().getETag(),
        response.getHeaders(),
        response.getBody() == null ? "" : response.getBody());
  }

  /** Changes an intake as it stands now. */
  Reply putLatest(String intake, String path, Object body) {
    return put(intake + path, get(intake).etag(), body);
  }

  /** Opens an intake; the path of it. */
  String opened() {
    return opened(inquiry());
  }

  private String opened(Map<String, Object> inquiry) {
    return "/api/intakes/" + post("/api/intakes", inquiry).at("/episodeId").asString();
  }

  /** Opens an intake and completes it, but for the screener. */
  String completed() {
    return completed(inquiry());
  }

  /** Opens this intake and completes it, but for the screener. */
  String completed(Map<String, Object> inquiry) {
    String intake = opened(inquiry);
    Harmless.histories(IntakePolicy.defaults().requiredForms())
        .forEach(
            (form, answers) ->
                putLatest(intake, "/forms/" + form, answers(form, Harmless.plain(answers))));
    putLatest(
        intake,
        "/forms/phq-9",
        answers(scale(Harmless.instrument("phq-9").linkIds(), "LA6569-3", "LA6568-5")));
    putLatest(
        intake,
        "/forms/gad-7",
        answers(scale(Harmless.instrument("gad-7").linkIds(), "LA6570-1", "LA6570-1")));
    putLatest(intake, "/consents/telehealth", signature());
    return intake;
  }

  static Map<String, Object> signature() {
    Map<String, Object> signature = new HashMap<>();
    signature.put("version", "2026-11-01");
    signature.put("name", "Sample Q. Person");
    return signature;
  }

  static Map<String, Object> inquiry() {
    Map<String, Object> inquiry = new HashMap<>();
    inquiry.put("clinicId", "phoenix");
    inquiry.put("stateOfResidence", "AZ");
    inquiry.put("language", "en");
    inquiry.put("consentToEmail", true);
    inquiry.put("contact", contact());
    return inquiry;
  }

  static Map<String, Object> contact() {
    Map<String, Object> contact = new HashMap<>();
    contact.put("name", "Sample Person");
    contact.put("email", "sample@example.org");
    contact.put("phone", "+16025550100");
    contact.put("zone", "America/Phoenix");
    return contact;
  }

  static Map<String, Object> answers(Map<String, ?> answers) {
    return Map.of("version", "1.0.0", "answers", answers);
  }

  static Map<String, Object> answers(String form, Map<String, ?> answers) {
    return Map.of("version", Harmless.form(form).version(), "answers", answers);
  }

  static Map<String, Object> eligibility() {
    return Harmless.plain(Harmless.answers("eligibility"));
  }

  static Map<String, String> scale(List<String> items, String each, String last) {
    Map<String, String> answers =
        items.stream().collect(Collectors.toMap(item -> item, item -> each));
    answers.put(items.getLast(), last);
    return answers;
  }

  /** Answers to questions 1 to 6 and 6b, each Y, N or - for none. */
  static Map<String, Object> screener(String vector) {
    List<String> items = CssrsScreener.items();
    return answers(
        IntStream.range(0, vector.length())
            .filter(i -> vector.charAt(i) != '-')
            .boxed()
            .collect(
                Collectors.toMap(items::get, i -> vector.charAt(i) == 'Y' ? "LA33-6" : "LA32-8")));
  }
}
