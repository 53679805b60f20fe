package com.telemedicalservices.intake.stream;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.intake.Consents;
import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.ChangeKind;
import com.telemedicalservices.intake.domain.ConsentText;
import com.telemedicalservices.intake.domain.Contact;
import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakePolicy;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.Patient;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.intake.domain.WithdrawalReason;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.testkit.delivery.DeliveryContract;
import com.telemedicalservices.testkit.delivery.SampleHistory;
import com.telemedicalservices.testkit.delivery.TestService;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Intakes and contact records under duplicates, reordering, crashes and company. */
class DeliveryTest extends DeliveryContract {

  private static final String ACTOR = "patient";
  private static final String ELIGIBILITY = "eligibility";
  private static final String TELEHEALTH = "telehealth";
  private static final Map<String, Answer> NO_RISK =
      Map.of(
          CssrsScreener.WISH_TO_BE_DEAD, CssrsScreener.NO,
          CssrsScreener.ACTIVE_THOUGHTS, CssrsScreener.NO,
          CssrsScreener.BEHAVIOUR, CssrsScreener.NO);
  private static final Map<String, Answer> HIGH_RISK =
      Map.of(
          CssrsScreener.WISH_TO_BE_DEAD, CssrsScreener.YES,
          CssrsScreener.ACTIVE_THOUGHTS, CssrsScreener.YES,
          CssrsScreener.METHOD, CssrsScreener.NO,
          CssrsScreener.INTENT, CssrsScreener.YES,
          CssrsScreener.PLAN, CssrsScreener.NO,
          CssrsScreener.BEHAVIOUR, CssrsScreener.NO);

  // Fewer forms than a clinic asks for: a process dies at every step of handing them in.
  private final Intake intake =
      new Intake(
          new IntakePolicy(
              "delivery/1",
              List.of(ELIGIBILITY, CssrsScreener.FORM),
              List.of(TELEHEALTH),
              IntakePolicy.defaults().remindedAfter(),
              IntakePolicy.defaults().abandonedAfter()),
          Questionnaires.shipped().forms(),
          Questionnaires.shipped().instruments(),
          Consents.shipped().forRules(),
          Questionnaires.shipped().crisisLexicon());
  private final Patient patient = new Patient();

  @Override
  protected TestService service() {
    return TestService.named("intake-service")
        .keeps("intakes", intake, IntakeState.class)
        .keeps("patients", patient, PatientState.class)
        .consumes(Topic.REVIEW, new ReviewReactions(intake));
  }

  /** Before the disposition of the samples, which then ends the crisis. */
  @Override
  protected Instant now() {
    return Instant.parse("2026-11-18T09:00:00Z");
  }

  /** An intake that is held for a crisis. */
  @Override
  protected List<Reaction<?>> beginnings(String id) {
    return List.of(of(id, open(id)), of(id, answers(CssrsScreener.FORM, HIGH_RISK)));
  }

  @Override
  protected List<Event> history(String id) {
    return SampleHistory.of(id, Topic.REVIEW);
  }

  /** Two intakes of one patient: one from end to end, the other begun and held. */
  @Override
  protected List<Reaction<?>> requests(String id) {
    String whole = Ids.derived(id, "whole");
    String begun = Ids.derived(id, "begun");
    return List.of(
        new Reaction<>(patient, id, new PatientCommand.Register(id, contact("+16025550101"))),
        of(whole, open(whole)),
        of(whole, answers(ELIGIBILITY, Harmless.answers(ELIGIBILITY))),
        of(whole, answers(CssrsScreener.FORM, NO_RISK)),
        of(
            whole,
            new IntakeCommand.SignConsent(
                TELEHEALTH, shownVersion(), null, null, "Sample Q. Person", ACTOR)),
        of(whole, new IntakeCommand.Submit(ACTOR)),
        of(whole, answers(CssrsScreener.FORM, HIGH_RISK)),
        of(whole, new IntakeCommand.Submit(ACTOR)),
        of(whole, new IntakeCommand.ReportChange(ChangeKind.MEDICATION, null)),
        of(whole, new IntakeCommand.WithdrawConsent(TELEHEALTH)),
        of(whole, new IntakeCommand.Withdraw(WithdrawalReason.COST, ACTOR)),
        of(begun, open(begun)),
        of(begun, answers(ELIGIBILITY, Harmless.answers(ELIGIBILITY))),
        new Reaction<>(patient, id, new PatientCommand.ChangeContact(contact("+16025550102"))));
  }

  private Reaction<IntakeCommand> of(String id, IntakeCommand command) {
    return new Reaction<>(intake, id, command);
  }

  private static IntakeCommand open(String id) {
    return new IntakeCommand.Open(id, id, "phoenix", "AZ", Language.EN, true);
  }

  private static IntakeCommand answers(String form, Map<String, Answer> answers) {
    return new IntakeCommand.SaveForm(form, Harmless.form(form).version(), null, answers, ACTOR);
  }

  private static String shownVersion() {
    return Consents.shipped().forRules().stream()
        .filter(text -> text.consent().equals(TELEHEALTH))
        .map(ConsentText::version)
        .findFirst()
        .orElseThrow();
  }

  private static Contact contact(String phone) {
    return new Contact("Sample", "sample@example.org", phone, Language.EN, "America/Phoenix", null);
  }
}
