package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Answer;
import com.telemedicalservices.kit.store.Change;
import com.telemedicalservices.kit.store.Outcome;
import com.telemedicalservices.kit.store.RequestKey;
import com.telemedicalservices.kit.store.Stored;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Between a controller and a store: carries a request to an aggregate and the outcome back. */
public final class Changes {

  private static final Rejection TAKEN =
      new Rejection(
          Rejection.Kind.CONFLICT, "already-taken", "Somebody else was faster.", Map.of());

  /** Shows an aggregate with its entity tag, or answers 404 with the code given. */
  public <S> ResponseEntity<Object> show(
      AggregateStore<S, ?, ?> store, String id, String unknownCode, Function<Stored<S>, ?> view) {
    Stored<S> found = found(store, id, unknownCode);
    return ResponseEntity.ok().eTag(Long.toString(found.version())).body(view.apply(found));
  }

  /** An aggregate that must be there; otherwise the answer is 404 with the code given. */
  public static <S> Stored<S> found(AggregateStore<S, ?, ?> store, String id, String unknownCode) {
    return store
        .find(id)
        .orElseThrow(
            () ->
                new RejectedException(
                    Rejection.Kind.UNKNOWN, unknownCode, "There is nothing under this id."));
  }

  /** Creates an aggregate and answers 201 with its location. */
  public <S, C> ResponseEntity<Object> create(
      AggregateStore<S, C, ?> store,
      String id,
      C command,
      ChangeRequest request,
      Function<Stored<S>, ? extends @Nullable Object> view) {
    return create(store, id, command, request, view, () -> TAKEN);
  }

  /** Creates an aggregate, with something better to say when what it claims is taken. */
  public <S, C> ResponseEntity<Object> create(
      AggregateStore<S, C, ?> store,
      String id,
      C command,
      ChangeRequest request,
      Function<Stored<S>, ? extends @Nullable Object> view,
      Supplier<Rejection> onClaimed) {
    return carryOut(store, id, command, request, view, onClaimed, created(id, request));
  }

  private static ResponseEntity.BodyBuilder created(String id, ChangeRequest request) {
    return ResponseEntity.created(URI.create(request.path() + '/' + id));
  }

  /**
   * The answer to a creating request whose key is known already; empty when it is new. For a
   * controller that does something else before, which must not be done for a request that is not
   * carried out, or cannot be done twice.
   */
  public <S> Optional<ResponseEntity<Object>> createdBefore(
      AggregateStore<S, ?, ?> store, String id, ChangeRequest request) {
    return before(store, id, request, created(id, request));
  }

  /** The same for a changing request. */
  public <S> Optional<ResponseEntity<Object>> appliedBefore(
      AggregateStore<S, ?, ?> store, String id, ChangeRequest request) {
    return before(store, id, request, ResponseEntity.ok());
  }

  private static <S> Optional<ResponseEntity<Object>> before(
      AggregateStore<S, ?, ?> store,
      String id,
      ChangeRequest request,
      ResponseEntity.BodyBuilder success) {
    RequestKey requestKey = request.requestKey();
    return requestKey == null
        ? Optional.empty()
        : store.earlier(id, requestKey).map(outcome -> answer(outcome, () -> TAKEN, success));
  }

  /** Changes an aggregate and answers 200 with its new state. */
  public <S, C> ResponseEntity<Object> apply(
      AggregateStore<S, C, ?> store,
      String id,
      C command,
      ChangeRequest request,
      Function<Stored<S>, ? extends @Nullable Object> view) {
    return apply(store, id, command, request, view, () -> TAKEN);
  }

  /** Changes an aggregate, with something better to say when what it claims is taken. */
  public <S, C> ResponseEntity<Object> apply(
      AggregateStore<S, C, ?> store,
      String id,
      C command,
      ChangeRequest request,
      Function<Stored<S>, ? extends @Nullable Object> view,
      Supplier<Rejection> onClaimed) {
    return carryOut(store, id, command, request, view, onClaimed, ResponseEntity.ok());
  }

  private static <S, C> ResponseEntity<Object> carryOut(
      AggregateStore<S, C, ?> store,
      String id,
      C command,
      ChangeRequest request,
      Function<Stored<S>, ? extends @Nullable Object> view,
      Supplier<Rejection> onClaimed,
      ResponseEntity.BodyBuilder success) {
    return answer(
        store.handle(
            new Change<>(
                id, command, request.requestKey(), request.expectedVersion(), view::apply)),
        onClaimed,
        success);
  }

  private static <S> ResponseEntity<Object> answer(
      Outcome<S> outcome, Supplier<Rejection> onClaimed, ResponseEntity.BodyBuilder success) {
    return switch (outcome) {
      case Outcome.Done<S>(Stored<S> stored, Answer answer) -> written(success, answer);
      case Outcome.Repeated<S>(Answer answer) ->
          written(success.header("Idempotency-Replayed", "true"), answer);
      case Outcome.Refused<S>(Rejection rejection) ->
          Problems.answer(rejection, Problems.statusOf(rejection.kind()));
      case Outcome.Claimed<S>() -> {
        Rejection rejection = onClaimed.get();
        yield Problems.answer(rejection, Problems.statusOf(rejection.kind()));
      }
      case Outcome.KeyReused<S>() ->
          Problems.answer(
              Problems.problem(
                  HttpStatus.UNPROCESSABLE_CONTENT,
                  "idempotency-key-reused",
                  "This Idempotency-Key belongs to another request; draw a new one."));
      case Outcome.Stale<S>(long currentVersion) ->
          Problems.answer(
              Problems.problem(
                  HttpStatus.PRECONDITION_FAILED,
                  "stale-version",
                  "It has changed since you read it; read it again and repeat your change."));
    };
  }

  private static ResponseEntity<Object> written(ResponseEntity.BodyBuilder success, Answer answer) {
    success.eTag(Long.toString(answer.version()));
    return answer.body().isEmpty()
        ? success.build()
        : success.contentType(MediaType.APPLICATION_JSON).body(new WrittenJson(answer.body()));
  }
}
