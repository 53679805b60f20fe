package com.telemedicalservices.intake.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one dossier of an intake says otherwise than another.
 *
 * @param since number of the dossier it is held against
 * @param revision number of the dossier
 * @param forms the forms that differ, in the order forms are filled in
 */
public record RevisionChanges(int since, int revision, List<FormChanges> forms) {

  public RevisionChanges {
    forms = List.copyOf(forms);
  }

  /**
   * What is different in one form.
   *
   * @param form the form's code
   * @param versionBefore version of its text before; null when it was not handed in
   * @param versionAfter version of its text after; null when it was not handed in
   * @param answers the answers that differ, in the order of the items
   */
  public record FormChanges(
      String form,
      @Nullable String versionBefore,
      @Nullable String versionAfter,
      List<AnswerChange> answers) {
    public FormChanges {
      answers = List.copyOf(answers);
    }
  }

  /**
   * An answer that is different.
   *
   * @param key the item, and the block of it
   * @param before the answer before; null when there was none
   * @param after the answer after; null when there is none
   */
  public record AnswerChange(String key, @Nullable Answer before, @Nullable Answer after) {

    /** What has happened to it. */
    public Kind kind() {
      return before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED;
    }
  }

  /** What can happen to an answer. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /**
   * Compares two dossiers.
   *
   * @param before the one it is held against
   * @param after the one that is read
   * @param forms the forms as they are now, in the order they are filled in; what they no longer
   *     have comes last
   */
  public static RevisionChanges between(Revision before, Revision after, List<Form> forms) {
    Map<String, FormAnswers> old = byForm(before);
    Map<String, FormAnswers> now = byForm(after);
    Set<String> codes =
        forms.stream().map(Form::code).collect(Collectors.toCollection(LinkedHashSet::new));
    before.forms().forEach(form -> codes.add(form.form()));
    after.forms().forEach(form -> codes.add(form.form()));
    Map<String, Form> known =
        forms.stream().collect(Collectors.toMap(Form::code, Function.identity()));
    List<FormChanges> changes = new ArrayList<>();
    for (String code : codes) {
      between(code, old.get(code), now.get(code), known.get(code)).ifPresent(changes::add);
    }
    return new RevisionChanges(before.number(), after.number(), changes);
  }

  private static Map<String, FormAnswers> byForm(Revision revision) {
    return revision.forms().stream()
        .collect(Collectors.toMap(FormAnswers::form, Function.identity()));
  }

  private static Optional<FormChanges> between(
      String code, @Nullable FormAnswers before, @Nullable FormAnswers after, @Nullable Form form) {
    Map<String, Answer> old = before == null ? Map.of() : before.answers();
    Map<String, Answer> now = after == null ? Map.of() : after.answers();
    Set<String> keys = new HashSet<>(old.keySet());
    keys.addAll(now.keySet());
    keys.removeIf(key -> Objects.equals(old.get(key), now.get(key)));
    String versionBefore = before == null ? null : before.version();
    String versionAfter = after == null ? null : after.version();
    if (keys.isEmpty() && Objects.equals(versionBefore, versionAfter)) {
      return Optional.empty();
    }
    List<String> ordered = form == null ? keys.stream().sorted().toList() : form.inOrder(keys);
    return Optional.of(
        new FormChanges(
            code,
            versionBefore,
            versionAfter,
            ordered.stream()
                .map(key -> new AnswerChange(key, old.get(key), now.get(key)))
                .toList()));
  }
}
