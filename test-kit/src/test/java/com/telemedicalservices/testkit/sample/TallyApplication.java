package com.telemedicalservices.testkit.sample;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.testkit.MovableClock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.Message;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tallies over HTTP and Kafka. */
@SpringBootApplication
public class TallyApplication {

  @Bean
  MovableClock clock() {
    return new MovableClock(Instant.parse("2026-12-01T16:00:00Z"));
  }

  @Bean
  AggregateStore<Tally.State, Tally.Command, IntakeEvent> tallies(Stores stores) {
    return stores.of("tallies", new Tally(), Tally.State.class).open();
  }

  @Bean
  Consumer<Message<List<byte[]>>> reviewEvents(
      EventConsumers consumers, AggregateStore<Tally.State, Tally.Command, IntakeEvent> tallies) {
    return consumers.<ReviewEvent>consumer(
        Topic.REVIEW,
        event ->
            switch (event.data()) {
              case ReviewEvent.CandidateDeclined e ->
                  List.of(
                      new Reaction<>(
                          tallies.aggregate(),
                          e.episodeId(),
                          new Tally.Command.Noted(e.reasonCode())));
              default -> List.of();
            });
  }

  record Mark(@NotBlank String mark) {}

  record View(List<String> marks, int reminders) {
    static View of(com.telemedicalservices.kit.store.Stored<Tally.State> stored) {
      return new View(stored.state().marks(), stored.state().reminders());
    }
  }

  @RestController
  @RequestMapping("/api/tallies")
  static class TallyController {

    private final AggregateStore<Tally.State, Tally.Command, IntakeEvent> tallies;
    private final Changes changes;

    TallyController(
        AggregateStore<Tally.State, Tally.Command, IntakeEvent> tallies, Changes changes) {
      this.tallies = tallies;
      this.changes = changes;
    }

    @PostMapping
    ResponseEntity<?> create(@Valid @RequestBody Mark body, ChangeRequest request) {
      return changes.create(
          tallies,
          request.derivedId("tally"),
          new Tally.Command.Add(body.mark()),
          request,
          View::of);
    }

    @PostMapping("/{id}/marks")
    ResponseEntity<?> add(
        @PathVariable String id, @Valid @RequestBody Mark body, ChangeRequest request) {
      return changes.apply(tallies, id, new Tally.Command.Add(body.mark()), request, View::of);
    }

    @PutMapping("/{id}/cell")
    ResponseEntity<?> hold(
        @PathVariable String id, @Valid @RequestBody Mark body, ChangeRequest request) {
      return changes.apply(tallies, id, new Tally.Command.Hold(body.mark()), request, View::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<?> get(@PathVariable String id) {
      return changes.show(tallies, id, "unknown-tally", View::of);
    }
  }
}
