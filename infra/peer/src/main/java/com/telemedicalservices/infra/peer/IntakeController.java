package com.telemedicalservices.infra.peer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Step one: keeps a filled-in intake and queues its review, in one transaction. */
@RestController
@RequestMapping("/api/intakes")
class IntakeController {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Queue queue;
  private final JsonMapper json;

  IntakeController(
      JdbcTemplate jdbc, TransactionTemplate transactions, Queue queue, JsonMapper json) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.queue = queue;
    this.json = json;
  }

  record Submission(
      @NotNull UUID id,
      @NotBlank String clinicId,
      @NotNull @Size(min = 9, max = 9) List<@NotNull @Min(0) @Max(3) Integer> phq9,
      @NotNull @Size(min = 7, max = 7) List<@NotNull @Min(0) @Max(3) Integer> gad7,
      @NotNull Map<String, String> answers) {}

  record Submitted(UUID id, int phq9, int gad7) {}

  /** Takes a submission once: the same id again changes nothing. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Submitted submit(
      @RequestHeader("Idempotency-Key") String key, @Valid @RequestBody Submission submission) {
    Submitted submitted =
        new Submitted(
            submission.id(),
            submission.phq9().stream().mapToInt(Integer::intValue).sum(),
            submission.gad7().stream().mapToInt(Integer::intValue).sum());
    String body = json.writeValueAsString(submission);
    transactions.executeWithoutResult(
        status -> {
          int inserted =
              jdbc.update(
                  """
                  insert into intake (id, request_key, body, phq9, gad7, submitted_at)
                  values (?, ?, ?::jsonb, ?, ?, now()) on conflict do nothing\
                  """,
                  submitted.id(),
                  key,
                  body,
                  submitted.phq9(),
                  submitted.gad7());
          if (inserted == 1) {
            jdbc.update("insert into task (intake_id) values (?)", submitted.id());
          }
        });
    queue.wake();
    return submitted;
  }
}
