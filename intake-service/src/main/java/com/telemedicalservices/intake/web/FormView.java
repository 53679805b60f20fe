package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Intake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A form as it is answered so far.
 *
 * @param missing items still to be answered
 * @param contradictory items answered against what the answers before rule out
 */
record FormView(
    String form,
    String version,
    String language,
    boolean complete,
    List<String> missing,
    List<String> contradictory,
    Map<String, Object> answers,
    Instant answeredAt) {

  static FormView of(Intake rules, FormAnswers form) {
    List<String> missing = rules.missingItems(form.form(), form.answers());
    List<String> contradictory = rules.contradictoryItems(form.form(), form.answers());
    return new FormView(
        form.form(),
        form.version(),
        form.language().tag(),
        missing.isEmpty() && contradictory.isEmpty(),
        missing,
        contradictory,
        plain(form.answers()),
        form.answeredAt());
  }

  /** Answers as they are sent: texts, numbers, true and false. */
  static Map<String, Object> plain(Map<String, Answer> answers) {
    Map<String, Object> plain = new TreeMap<>();
    answers.forEach((linkId, answer) -> plain.put(linkId, plain(answer)));
    return plain;
  }

  /** An answer as it is sent. */
  static Object plain(Answer answer) {
    return switch (answer) {
      case Answer.Text(String text) -> text;
      case Answer.WholeNumber(int number) -> number;
      case Answer.Decimal(var number) -> number;
      case Answer.YesNo(boolean yes) -> yes;
    };
  }
}
