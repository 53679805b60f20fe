package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.CheckIn;
import com.telemedicalservices.followup.domain.CheckInStatus;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.Phq9;
import com.telemedicalservices.followup.domain.Question;
import com.telemedicalservices.followup.domain.Questionnaire;
import com.telemedicalservices.followup.domain.SideEffect;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.AnswerKey;
import com.telemedicalservices.intake.domain.ChangeKind;
import com.telemedicalservices.intake.domain.Contact;
import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.WithdrawalReason;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.scheduling.domain.Approval;
import com.telemedicalservices.scheduling.domain.Availability;
import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.Occupancy;
import com.telemedicalservices.scheduling.domain.Proposals;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Session;
import com.telemedicalservices.scheduling.domain.Slot;
import com.telemedicalservices.scheduling.domain.Terms;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A patient who fills in an intake, books, answers check-ins, and now and then does what patients
 * do: changes their mind, reports something, hands in twice, gives nonsense.
 */
final class PatientLife {

  private static final String ACTOR = "patient";
  private static final String NAME = "A. Person";
  private static final SchedulingPolicy POLICY = SchedulingPolicy.defaults();
  private static final double RISKY_ANSWERS = 0.03;
  private static final double RISKY_FOLLOW_UPS = 0.4;
  private static final double UNUSUAL_ANSWERS = 0.015;
  private static final double INCOMPLETE_ANSWERS = 0.04;
  private static final double SIDE_EFFECTS = 0.06;
  private static final int PROPOSALS = 3;

  /** What the crisis lexicon hears. */
  private static final String CRY = "I do not want to live like this";

  private final World world;
  private final Luck luck;
  private final Desk desk;
  private final Services services;
  private final ClinicState clinic;
  private final String patientId;
  private final String episodeId;

  PatientLife(World world, Desk desk, Services services, ClinicState clinic, int number) {
    this.world = world;
    this.luck = world.luckOf("patient-" + number);
    this.desk = desk;
    this.services = services;
    this.clinic = clinic;
    this.patientId = "patient-" + number;
    this.episodeId = "episode-" + number;
  }

  void begin() {
    desk.ask(
        services.intake(),
        services.patients,
        patientId,
        new PatientCommand.Register(patientId, contact("example.org")));
    desk.ask(
        services.intake(),
        services.intakes,
        episodeId,
        new IntakeCommand.Open(
            episodeId, patientId, clinic.clinicId(), "AZ", Language.EN, luck.chance(0.9)),
        _ -> soon(this::fillIn));
    within(Duration.ofDays(2), this::live);
  }

  private Contact contact(String host) {
    return new Contact(
        NAME, patientId + "@" + host, "+1 602 555 0100", Language.EN, "America/Phoenix", null);
  }

  private void fillIn() {
    for (var form : Services.forms()) {
      if (luck.chance(0.06)) {
        within(Duration.ofHours(3), () -> begin(form));
      }
      within(Duration.ofHours(12), () -> save(form));
    }
    for (var consent : List.of("telehealth", "treatment", "email")) {
      within(Duration.ofHours(12), () -> sign(consent));
    }
    world.after(Duration.ofHours(13), this::submit);
  }

  private void save(Form form) {
    ask(new IntakeCommand.SaveForm(form.code(), form.version(), null, answers(form), ACTOR));
  }

  /** Not all of it: the rest comes another time. */
  private void begin(Form form) {
    var answers = answers(form);
    answers.keySet().removeIf(_ -> luck.chance(0.3));
    ask(new IntakeCommand.SaveForm(form.code(), form.version(), null, answers, ACTOR));
  }

  private void sign(String consent) {
    ask(
        new IntakeCommand.SignConsent(
            consent, Services.consentVersion(consent), null, null, NAME, ACTOR));
  }

  private void submit() {
    ask(new IntakeCommand.Submit(ACTOR));
  }

  private void ask(IntakeCommand command) {
    desk.ask(services.intake(), services.intakes, episodeId, command);
  }

  /** Every half a day or so, as long as the run lasts. */
  private void live() {
    var dice = luck.below(400);
    if (dice < 4) {
      ask(new IntakeCommand.ReportChange(luck.oneOf(List.of(ChangeKind.values())), null));
    } else if (dice < 6) {
      ask(new IntakeCommand.Withdraw(WithdrawalReason.NO_LONGER_WANTED, ACTOR));
    } else if (dice < 12) {
      save(luck.oneOf(Services.forms()));
      soon(this::submit);
    } else if (dice < 15) {
      ask(new IntakeCommand.WithdrawConsent(luck.oneOf(List.of("email", "treatment"))));
    } else if (dice < 30) {
      sign(luck.oneOf(List.of("email", "treatment", "telehealth")));
    } else if (dice < 34) {
      ask(new IntakeCommand.SaveForm("no-such-form", "0", null, Map.of(), ACTOR));
    } else if (dice < 60) {
      submit();
    }
    var intake = services.intakes.find(episodeId);
    if (intake != null
        && intake.requests().stream().anyMatch(request -> request.answeredAt() == null)) {
      submit();
    }
    book();
    change();
    answerCheckIns();
    tellSomething();
    within(Duration.ofHours(24), this::live);
  }

  /** What comes up between appointments: an address, a wish to be left alone, something worse. */
  private void tellSomething() {
    switch (luck.below(300)) {
      case 0, 1 ->
          desk.ask(
              services.intake(),
              services.patients,
              patientId,
              new PatientCommand.ChangeContact(
                  contact(luck.oneOf(List.of("example.org", "example.net")))));
      case 2 -> ofRecipient(new RecipientCommand.OptOut(Channel.EMAIL));
      case 3, 4, 5, 6 -> ofRecipient(new RecipientCommand.SetPreferences(false, luck.chance(0.5)));
      case 7, 8 -> ofFollowUp(new FollowUpCommand.ReportAdverseEvent(sideEffect(luck), null));
      case 9 ->
          ask(new IntakeCommand.NoteRisk("no-such-form", Map.of("note", new Answer.Text(CRY))));
      case 10 -> ask(new IntakeCommand.ReportChange(ChangeKind.MOOD, CRY));
      default -> {}
    }
  }

  private void ofRecipient(RecipientCommand command) {
    desk.ask(services.notification(), services.recipients, patientId, command);
  }

  private void ofFollowUp(FollowUpCommand command) {
    desk.ask(services.followUp(), services.followUps, episodeId, command);
  }

  /** Mostly mild, sometimes one that nobody should wait with. */
  static SideEffect sideEffect(Luck luck) {
    return new SideEffect(
        luck.oneOf(List.of(AdverseEventKind.values())), 1 + luck.below(3), luck.chance(0.1));
  }

  private void book() {
    var treatment = services.treatments.find(episodeId);
    if (treatment == null
        || services.treatmentRules().whyNotBookable(treatment, world.now()) != null) {
      return;
    }
    var starts = proposals(treatment);
    if (starts.isEmpty()) {
      return;
    }
    var availability = availability();
    var slots = new ArrayList<Slot>();
    for (var start : luck.oneOf(starts)) {
      var slot = availability.assign(start, luck.below(3));
      if (slot == null) {
        return;
      }
      slots.add(slot);
    }
    // While they think it over, somebody else may be faster.
    within(
        Duration.ofHours(5),
        () ->
            desk.ask(
                services.scheduling(),
                services.treatments,
                episodeId,
                new TreatmentCommand.BookSeries(clinic.zone(), slots, ACTOR)));
  }

  private List<List<Instant>> proposals(TreatmentState treatment) {
    var terms = terms(treatment.latestApproval());
    return terms == null
        ? List.of()
        : Proposals.find(
            availability(),
            terms,
            POLICY,
            services.treatmentRules().sessionsLeft(treatment),
            services.treatmentRules().earliestStart(treatment, terms, clinic.zoneId(), world.now()),
            PROPOSALS);
  }

  private static @Nullable Terms terms(@Nullable Approval approval) {
    return approval == null ? null : approval.terms();
  }

  private Availability availability() {
    var taken =
        services.treatments.all().values().stream()
            .flatMap(state -> state.sessions().stream())
            .filter(session -> !session.status().isTerminal())
            .map(Session::slot)
            .toList();
    return new Availability(
        clinic,
        POLICY.sessionLength(),
        Occupancy.of(world.now().minus(Duration.ofDays(1)), taken),
        Set.of());
  }

  /** Sometimes a session is moved, cancelled or confirmed. */
  private void change() {
    var treatment = services.treatments.find(episodeId);
    if (treatment == null || treatment.sessions().isEmpty()) {
      return;
    }
    var session = luck.oneOf(treatment.sessions());
    switch (luck.below(40)) {
      case 0 ->
          ofSession(new TreatmentCommand.Cancel(session.sessionId(), "patient-cannot", ACTOR));
      case 1, 2 -> {
        var slot =
            availability()
                .assign(session.slot().startsAt().plus(Duration.ofDays(1)), luck.below(3));
        if (slot != null) {
          ofSession(new TreatmentCommand.Move(session.sessionId(), slot, "patient-cannot", ACTOR));
        }
      }
      case 3, 4, 5, 6 -> ofSession(new TreatmentCommand.Confirm(session.sessionId(), ACTOR));
      default -> {}
    }
  }

  private void ofSession(TreatmentCommand command) {
    desk.ask(services.scheduling(), services.treatments, episodeId, command);
  }

  private void answerCheckIns() {
    var followUp = services.followUps.find(episodeId);
    if (followUp == null) {
      return;
    }
    for (var checkIn : followUp.checkIns()) {
      // Sometimes before it is asked, or once it is too late.
      var wanted = checkIn.status() instanceof CheckInStatus.Sent ? 0.6 : 0.003;
      if (luck.chance(wanted)) {
        ofFollowUp(
            new FollowUpCommand.AnswerCheckIn(
                checkIn.checkInId(), answers(checkIn), sideEffects()));
      }
    }
  }

  private @Nullable List<SideEffect> sideEffects() {
    if (luck.chance(INCOMPLETE_ANSWERS)) {
      return null;
    }
    return luck.chance(SIDE_EFFECTS) ? List.of(sideEffect(luck)) : List.of();
  }

  /** On a good day most answers are mild, on a bad one they are not. */
  private Map<String, Integer> answers(CheckIn checkIn) {
    var answers = new HashMap<String, Integer>();
    var usual = luck.below(4);
    for (var question : Questionnaire.of(checkIn.type())) {
      if (isAsked(question, answers) && !luck.chance(INCOMPLETE_ANSWERS / 10)) {
        answers.put(question.item(), answer(question, usual));
      }
    }
    return answers;
  }

  private int answer(Question question, int usual) {
    if (question.most() - question.least() == 1) {
      var risky = question.onlyIf() == null ? RISKY_ANSWERS : RISKY_FOLLOW_UPS;
      return question.least() + (luck.chance(risky) ? 1 : 0);
    }
    if (question.item().equals(Phq9.ITEM_9)) {
      return luck.chance(RISKY_ANSWERS) ? luck.below(4) : 0;
    }
    return luck.chance(0.8)
        ? Math.min(question.most(), question.least() + usual)
        : question.least() + luck.below(question.most() - question.least() + 1);
  }

  private static boolean isAsked(Question question, Map<String, Integer> answers) {
    var condition = question.onlyIf();
    return condition == null || Objects.equals(answers.get(condition), 1);
  }

  private Map<String, Answer> answers(Form form) {
    var answers = new HashMap<String, Answer>();
    for (var item : form.items()) {
      if (item instanceof Item.Block block) {
        for (int number = 1; number <= luck.below(3); number++) {
          for (var inBlock : block.items()) {
            answer(form, inBlock, AnswerKey.written(inBlock.linkId(), number), answers);
          }
        }
      } else {
        answer(form, item, item.linkId(), answers);
      }
    }
    return answers;
  }

  private void answer(Form form, Item item, String key, Map<String, Answer> answers) {
    if (form.isAsked(key, answers)) {
      answers.put(
          key, isHistory(form) && !luck.chance(UNUSUAL_ANSWERS) ? usual(item) : answer(form, item));
    }
  }

  /** Of the long forms about somebody's history most answers are no. */
  private static boolean isHistory(Form form) {
    return !Services.isScored(form);
  }

  private Answer usual(Item item) {
    return switch (item) {
      case Item.Choice choice -> new Answer.Text(choice.codes().getFirst());
      case Item.YesNo yesNo -> new Answer.YesNo(yesNo.linkId().equals("escort-available"));
      case Item.Count count ->
          new Answer.WholeNumber(
              count.linkId().equals("age") ? 20 + luck.below(40) : (count.min() + count.max()) / 2);
      case Item.Quantity quantity -> new Answer.Decimal(quantity.min());
      case Item.Words _ -> new Answer.Text("AZ");
      case Item.Block block -> throw new IllegalArgumentException(block.linkId());
    };
  }

  private Answer answer(Form form, Item item) {
    return switch (item) {
      case Item.Choice choice ->
          form.code().equals(CssrsScreener.FORM)
              ? luck.chance(choice.askedWhen() == null ? RISKY_ANSWERS : RISKY_FOLLOW_UPS)
                  ? CssrsScreener.YES
                  : CssrsScreener.NO
              : new Answer.Text(luck.oneOf(choice.codes()));
      case Item.Count count -> new Answer.WholeNumber(count.min() + luck.below(2));
      case Item.YesNo _ -> new Answer.YesNo(luck.chance(0.5));
      case Item.Quantity quantity -> new Answer.Decimal(quantity.min().add(BigDecimal.ONE));
      case Item.Words _ -> new Answer.Text("AZ");
      case Item.Block block -> throw new IllegalArgumentException(block.linkId());
    };
  }

  private void soon(Runnable what) {
    within(Duration.ofMinutes(10), what);
  }

  private void within(Duration most, Runnable what) {
    world.after(luck.between(Duration.ofSeconds(1), most), what);
  }
}
