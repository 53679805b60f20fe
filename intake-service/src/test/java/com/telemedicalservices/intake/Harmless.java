package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.Instrument;
import com.telemedicalservices.intake.domain.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Complete answers of somebody nothing stands in the way of. */
public final class Harmless {

  private static final Map<String, Form> FORMS =
      Questionnaires.shipped().forms().stream()
          .collect(Collectors.toMap(Form::code, Function.identity()));
  private static final Map<String, Instrument> INSTRUMENTS =
      Questionnaires.shipped().instruments().stream()
          .collect(Collectors.toMap(Instrument::code, Function.identity()));
  private static final Map<String, Answer> NOT_THE_FIRST =
      Map.of(
          "age", new Answer.WholeNumber(41),
          "state", new Answer.Text("AZ"),
          "escort-available", new Answer.YesNo(true),
          "pregnancy", new Answer.Text("not-applicable"),
          "diagnosis", new Answer.Text("F33.2"));
  private static final Set<String> SCORED = Set.of("phq-9", "gad-7", "c-ssrs-screener");

  private Harmless() {}

  /** A shipped form. */
  public static Form form(String code) {
    return FORMS.get(code);
  }

  /** A shipped instrument. */
  public static Instrument instrument(String code) {
    return INSTRUMENTS.get(code);
  }

  /** Answers to the required forms that are not about symptoms or risk. */
  public static Map<String, Map<String, Answer>> histories(List<String> requiredForms) {
    return requiredForms.stream()
        .filter(code -> !SCORED.contains(code))
        .collect(Collectors.toMap(Function.identity(), Harmless::answers));
  }

  /** Answers to every required item of a form. */
  public static Map<String, Answer> answers(String code) {
    Map<String, Answer> answers = new HashMap<>();
    for (Item item : form(code).items()) {
      if (item.required()) {
        answers.put(item.linkId(), NOT_THE_FIRST.getOrDefault(item.linkId(), first(item)));
      }
    }
    return answers;
  }

  private static Answer first(Item item) {
    return switch (item) {
      case Item.Choice choice -> new Answer.Text(choice.codes().getFirst());
      case Item.YesNo _ -> new Answer.YesNo(false);
      case Item.Count count -> new Answer.WholeNumber(count.min());
      case Item.Quantity quantity -> new Answer.Decimal(quantity.min());
      case Item.Words _ -> new Answer.Text("nothing");
      case Item.Block _ -> throw new IllegalArgumentException("A block has no answer");
    };
  }

  /** As a browser sends them. */
  static Map<String, Object> plain(Map<String, Answer> answers) {
    return answers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
  }

  private static Object plain(Answer answer) {
    return switch (answer) {
      case Answer.Text(String text) -> text;
      case Answer.WholeNumber(int number) -> number;
      case Answer.Decimal(var number) -> number;
      case Answer.YesNo(boolean yes) -> yes;
    };
  }
}
