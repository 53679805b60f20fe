package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.AnswerKey;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.RevisionChanges;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dossier says otherwise than another, in the language of the intake.
 *
 * @param since number of the dossier it is held against
 * @param revision number of the dossier
 * @param forms the forms that differ, in the order they are filled in
 */
record ChangesView(int since, int revision, List<ChangedForm> forms) {

  /**
   * What is different in one form.
   *
   * @param title what it is called; empty when there is no such form any more
   * @param versionBefore version of its text before; null when it was not handed in
   * @param versionAfter version of its text after; null when it was not handed in
   */
  record ChangedForm(
      String form,
      String title,
      @Nullable String versionBefore,
      @Nullable String versionAfter,
      List<ChangedItem> items) {}

  /**
   * An answer that is different.
   *
   * @param item its link id, with the number of the block behind it as in answers
   * @param block which block, from 1; null for an item that is in none
   * @param text what is asked; null when the form does not ask it any more
   * @param before the answer before; null when there was none
   * @param after the answer after; null when there is none
   */
  record ChangedItem(
      String item,
      @Nullable Integer block,
      RevisionChanges.Kind change,
      @Nullable String text,
      @Nullable GivenAnswer before,
      @Nullable GivenAnswer after) {}

  /**
   * An answer as it was given.
   *
   * @param value the text, the code of the option, the number, true or false
   * @param text what the option says; null for an answer that is none
   */
  record GivenAnswer(Object value, @Nullable String text) {}

  static ChangesView of(RevisionChanges changes, Questionnaires questionnaires, Language language) {
    return new ChangesView(
        changes.since(),
        changes.revision(),
        changes.forms().stream()
            .map(
                form ->
                    new ChangedForm(
                        form.form(),
                        questionnaires.title(form.form(), language),
                        form.versionBefore(),
                        form.versionAfter(),
                        form.answers().stream()
                            .map(answer -> item(form.form(), answer, questionnaires, language))
                            .toList()))
            .toList());
  }

  private static ChangedItem item(
      String form,
      RevisionChanges.AnswerChange change,
      Questionnaires questionnaires,
      Language language) {
    AnswerKey key = AnswerKey.read(change.key()).orElse(new AnswerKey(change.key(), 0));
    return new ChangedItem(
        change.key(),
        key.block() == 0 ? null : key.block(),
        change.kind(),
        questionnaires.text(form, key.linkId(), language).orElse(null),
        given(form, key, change.before(), questionnaires, language),
        given(form, key, change.after(), questionnaires, language));
  }

  private static @Nullable GivenAnswer given(
      String form,
      AnswerKey key,
      @Nullable Answer answer,
      Questionnaires questionnaires,
      Language language) {
    if (answer == null) {
      return null;
    }
    String text =
        answer instanceof Answer.Text(String code)
            ? questionnaires.optionText(form, key.linkId(), code, language).orElse(null)
            : null;
    return new GivenAnswer(FormView.plain(answer), text);
  }
}
