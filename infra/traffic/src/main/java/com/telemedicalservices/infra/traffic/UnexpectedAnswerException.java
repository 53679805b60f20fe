package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.traffic.http.Answer;

/** A service answered something that a person of the demo cannot go on with. */
final class UnexpectedAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexpectedAnswerException(String asked, Answer answer) {
    super("%s was answered %d %s".formatted(asked, answer.status(), answer.code()).strip());
  }

  UnexpectedAnswerException(String message) {
    super(message);
  }
}
