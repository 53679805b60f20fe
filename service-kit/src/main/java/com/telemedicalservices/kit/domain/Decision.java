package com.telemedicalservices.kit.domain;

import com.telemedicalservices.contracts.Event;
import java.util.List;
import java.util.Map;

/**
 * What an aggregate made of a command.
 *
 * @param <S> the aggregate's state
 * @param <E> the aggregate's events
 */
public sealed interface Decision<S, E extends Event> {

  /**
   * The command is carried out. A command that changes nothing is accepted with the same state.
   *
   * @param state the state from now on
   * @param events what the other services are told, in order
   */
  record Accepted<S, E extends Event>(S state, List<E> events) implements Decision<S, E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * The command is refused and nothing changes.
   *
   * @param rejection why
   */
  record Rejected<S, E extends Event>(Rejection rejection) implements Decision<S, E> {}

  /** Carried out, with these events. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <S, E extends Event> Decision<S, E> accept(S state, E... events) {
    return new Accepted<>(state, List.of(events));
  }

  /** Refused because of what was given; sending the same again cannot succeed. */
  static <S, E extends Event> Decision<S, E> invalid(String code, String detail) {
    return new Rejected<>(new Rejection(Rejection.Kind.INVALID, code, detail, Map.of()));
  }

  /** Refused because of the state things are in. */
  static <S, E extends Event> Decision<S, E> conflict(String code, String detail) {
    return new Rejected<>(new Rejection(Rejection.Kind.CONFLICT, code, detail, Map.of()));
  }

  /** Refused because there is no such thing. */
  static <S, E extends Event> Decision<S, E> unknown(String code, String detail) {
    return new Rejected<>(new Rejection(Rejection.Kind.UNKNOWN, code, detail, Map.of()));
  }

  /** Refused because this actor may not do it. */
  static <S, E extends Event> Decision<S, E> forbidden(String code, String detail) {
    return new Rejected<>(new Rejection(Rejection.Kind.FORBIDDEN, code, detail, Map.of()));
  }
}
