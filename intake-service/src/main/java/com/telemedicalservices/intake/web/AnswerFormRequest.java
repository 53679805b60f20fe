package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.web.RejectedException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a form so far; replaces what was answered before.
 *
 * @param version version of the text that was read
 * @param language the language it was read in; the intake's own when left out
 * @param answers by link id, with {@code #} and a number behind it for an item of a repeated block:
 *     the code of an option or words, a number, or true and false; an item without answer is null
 *     or left out
 */
record AnswerFormRequest(
    @NotNull @Pattern(regexp = Patterns.ID) String version,
    @Nullable @Pattern(regexp = Patterns.LANGUAGE) String language,
    @NotNull @Size(max = 400) Map<String, @Nullable Object> answers) {

  /** Those of what was sent whose form is that of an answer at all. */
  static Map<String, Answer> understood(Map<?, ?> sent) {
    Map<String, Answer> understood = new HashMap<>();
    sent.forEach(
        (linkId, value) ->
            answer(value).ifPresent(answer -> understood.put(linkId.toString(), answer)));
    return understood;
  }

  /** The answers; refused if one is neither text, number nor yes and no. */
  Map<String, Answer> toAnswers(String form) {
    for (Map.Entry<String, @Nullable Object> entry : answers.entrySet()) {
      if (entry.getValue() != null && answer(entry.getValue()).isEmpty()) {
        throw new RejectedException(
            new Rejection(
                Rejection.Kind.INVALID,
                "answer-out-of-range",
                "An answer is a text, a number, true or false; read the form.",
                Map.of("form", form, "linkId", entry.getKey())));
      }
    }
    return understood(answers);
  }

  private static Optional<Answer> answer(@Nullable Object value) {
    return switch (value) {
      case String text -> Optional.of(new Answer.Text(text));
      case Integer number -> Optional.of(new Answer.WholeNumber(number));
      // JSON has numbers that are larger than any here.
      case Double number when Double.isFinite(number) ->
          Optional.of(new Answer.Decimal(BigDecimal.valueOf(number)));
      case Boolean yes -> Optional.of(new Answer.YesNo(yes));
      case null, default -> Optional.empty();
    };
  }
}
