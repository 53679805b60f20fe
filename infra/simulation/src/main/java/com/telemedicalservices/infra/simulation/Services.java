package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.intake.Consents;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.CrisisLexicon;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.Instrument;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakePolicy;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Patient;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.Recipient;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientPolicy;
import com.telemedicalservices.notification.domain.RecipientState;
import com.telemedicalservices.notification.stream.Mailings;
import com.telemedicalservices.review.CandidacyRules;
import com.telemedicalservices.review.WorkUpPlans;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewPolicy;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The five services with their own rules, and with the policies they are shipped with; only that
 * approvals last no longer than a run, so that some are seen to expire.
 */
final class Services {

  private static final LocalDate FOR_LONG = LocalDate.of(2099, 12, 31);

  /** Who decides; the licence of one ends while patients are treated on it. */
  static final List<ReviewPolicy.Provider> PROVIDERS =
      List.of(
          provider("prov-1", "AZ", FOR_LONG),
          provider("prov-2", "AZ", FOR_LONG),
          provider("prov-3", "AZ", LocalDate.of(2026, 12, 20)));

  /** A provider of the clinic who may not decide there. */
  static final String VISITOR = "prov-4";

  private static final ReviewPolicy REVIEW =
      lasting(ReviewPolicy.defaults(), Duration.ofDays(14), Duration.ofDays(40)).with(PROVIDERS);

  /** The rules of candidacy. */
  static final RuleSet CANDIDACY = CandidacyRules.shipped();

  /** What reviews are decided by. */
  static final Basis BASIS = new Basis(REVIEW, CANDIDACY, WorkUpPlans.shipped());

  private static final Consents CONSENTS = Consents.shipped();
  private static final List<Form> FORMS = Questionnaires.shipped().forms();
  private static final CrisisLexicon LEXICON = Questionnaires.shipped().crisisLexicon();
  private static final List<Instrument> INSTRUMENTS = Questionnaires.shipped().instruments();
  private static final Map<String, List<Item.Choice>> SCORED_ITEMS =
      INSTRUMENTS.stream()
          .collect(Collectors.toUnmodifiableMap(Instrument::code, Services::itemsOf));
  private static final Set<String> SCORED =
      Set.of("audit-c", "phq-9", "gad-7", "pcl-5", "c-ssrs-screener");

  private final SimulatedService intake;
  private final SimulatedService review;
  private final SimulatedService scheduling;
  private final SimulatedService notification;
  private final SimulatedService followUp;

  private final Treatment treatmentRules;

  final SimulatedStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  final SimulatedStore<PatientState, PatientCommand, IntakeEvent> patients;
  final SimulatedStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  final SimulatedStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  final SimulatedStore<RecipientState, RecipientCommand, NotificationEvent> recipients;
  final SimulatedStore<MessageState, MessageCommand, NotificationEvent> messages;
  final SimulatedStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps;

  Services(World world, Bus bus, Ledger ledger, Promises promises) {
    intake = new SimulatedService(world, bus, ledger, "intake");
    review = new SimulatedService(world, bus, ledger, "review");
    scheduling = new SimulatedService(world, bus, ledger, "scheduling");
    notification = new SimulatedService(world, bus, ledger, "notification");
    followUp = new SimulatedService(world, bus, ledger, "follow-up");

    var intakeRules =
        new Intake(IntakePolicy.defaults(), FORMS, INSTRUMENTS, CONSENTS.forRules(), LEXICON);
    intakes =
        intake.keep(
            "intakes",
            intakeRules,
            Spoiled.intake(world, intakeRules, INSTRUMENTS),
            Attempts.none(),
            promises::intakeWritten);
    var patientRules = new Patient();
    patients =
        intake.keep("patients", patientRules, patientRules, Attempts.none(), (_, _, _) -> {});

    var reviewRules =
        new Review(
            new Basis(
                REVIEW.with(directory(world)),
                world.has(Protection.CANDIDACY_ASSESSED)
                    ? CANDIDACY
                    : new RuleSet(CANDIDACY.version(), List.of(), List.of()),
                BASIS.workUp()));
    reviews =
        review.keep(
            "reviews",
            reviewRules,
            reviewRules,
            Attempts.askingIntake(world, intakes),
            promises::reviewWritten);

    treatmentRules =
        new Treatment(
            world.has(Protection.SHORTEST_STAY)
                ? SchedulingPolicy.defaults()
                : Spoiled.withoutStay(SchedulingPolicy.defaults()));
    treatments =
        scheduling.keep(
            "treatments",
            treatmentRules,
            treatmentRules,
            Attempts.none(),
            promises::treatmentWritten);

    var recipientRules = new Recipient(RecipientPolicy.defaults());
    recipients =
        notification.keep(
            "recipients",
            recipientRules,
            recipientRules,
            Attempts.copyingContacts(world, patients),
            promises::recipientWritten);
    var messagePolicy = MessagePolicy.defaults();
    var messageRules = new Message(messagePolicy);
    messages =
        notification.keep(
            "messages",
            messageRules,
            Spoiled.messages(world, messageRules),
            Attempts.sending(world, promises, recipients),
            promises::messageWritten);

    var followUpRules = new FollowUp(FollowUpPolicy.defaults());
    followUps =
        followUp.keep(
            "followUps",
            followUpRules,
            world.has(Protection.ALERTS_ESCALATED)
                ? followUpRules
                : Spoiled.neverEscalating(followUpRules),
            Attempts.none(),
            promises::followUpWritten);

    subscribe(
        world,
        intakeRules,
        reviewRules,
        messageRules,
        recipientRules,
        messagePolicy,
        followUpRules);
  }

  private void subscribe(
      World world,
      Intake intakeRules,
      Review reviewRules,
      Message messageRules,
      Recipient recipientRules,
      MessagePolicy messagePolicy,
      FollowUp followUpRules) {
    intake.subscribe(
        Topic.REVIEW,
        ReviewEvent.class,
        new com.telemedicalservices.intake.stream.ReviewReactions(intakeRules));

    review.subscribe(
        Topic.INTAKE,
        IntakeEvent.class,
        new com.telemedicalservices.review.stream.IntakeReactions(reviewRules));
    review.subscribe(
        Topic.SCHEDULING,
        SchedulingEvent.class,
        new com.telemedicalservices.review.stream.SchedulingReactions(reviewRules));
    Reactions<FollowUpEvent> findings =
        new com.telemedicalservices.review.stream.FollowUpReactions(reviewRules);
    if (!world.has(Protection.FOLLOW_UP_RISK_HEARD)) {
      findings = deafTo(FollowUpEvent.RiskFlagged.class, findings);
      findings = deafTo(FollowUpEvent.CheckInCompleted.class, findings);
    }
    if (!world.has(Protection.SERIOUS_EFFECT_HEARD)) {
      findings = deafTo(FollowUpEvent.AdverseEventReported.class, findings);
    }
    review.subscribe(Topic.FOLLOW_UP, FollowUpEvent.class, findings);

    Reactions<IntakeEvent> news =
        new com.telemedicalservices.scheduling.stream.IntakeReactions(treatmentRules);
    if (!world.has(Protection.WITHDRAWAL_HEARD)) {
      news = deafTo(IntakeEvent.ConsentWithdrawn.class, news);
    }
    if (!world.has(Protection.CRISIS_HEARD)) {
      news = deafTo(IntakeEvent.CrisisFlagged.class, news);
    }
    scheduling.subscribe(Topic.INTAKE, IntakeEvent.class, news);
    Reactions<ReviewEvent> decisions =
        new com.telemedicalservices.scheduling.stream.ReviewReactions(treatmentRules);
    if (!world.has(Protection.SUSPENSION_HEARD)) {
      decisions = deafTo(ReviewEvent.ApprovalSuspended.class, decisions);
    }
    if (!world.has(Protection.TERMS_HEEDED)) {
      decisions = Spoiled.allowingMore(decisions, treatmentRules);
    }
    scheduling.subscribe(Topic.REVIEW, ReviewEvent.class, decisions);

    var mailings = new Mailings(messageRules, messagePolicy);
    Reactions<IntakeEvent> wishes =
        new com.telemedicalservices.notification.stream.IntakeReactions(mailings, recipientRules);
    notification.subscribe(
        Topic.INTAKE,
        IntakeEvent.class,
        world.has(Protection.STOP_HEARD)
            ? wishes
            : deafTo(IntakeEvent.ConsentWithdrawn.class, wishes));
    notification.subscribe(
        Topic.REVIEW,
        ReviewEvent.class,
        new com.telemedicalservices.notification.stream.ReviewReactions(mailings));
    Reactions<SchedulingEvent> appointments =
        new com.telemedicalservices.notification.stream.SchedulingReactions(
            mailings, recipientRules);
    if (!world.has(Protection.BOOKING_HEARD)) {
      appointments = deafTo(SchedulingEvent.SeriesBooked.class, appointments);
    }
    notification.subscribe(
        Topic.SCHEDULING,
        SchedulingEvent.class,
        world.has(Protection.REMINDER_MOVED)
            ? appointments
            : Spoiled.remindingAnew(appointments, messageRules));
    notification.subscribe(
        Topic.FOLLOW_UP,
        FollowUpEvent.class,
        new com.telemedicalservices.notification.stream.FollowUpReactions(mailings, messagePolicy));

    followUp.subscribe(
        Topic.INTAKE,
        IntakeEvent.class,
        new com.telemedicalservices.followup.stream.IntakeReactions(followUpRules));
    followUp.subscribe(
        Topic.REVIEW,
        ReviewEvent.class,
        new com.telemedicalservices.followup.stream.ReviewReactions(followUpRules));
    Reactions<SchedulingEvent> sessions =
        new com.telemedicalservices.followup.stream.SchedulingReactions(followUpRules);
    followUp.subscribe(
        Topic.SCHEDULING,
        SchedulingEvent.class,
        world.has(Protection.DISCHARGE_HEARD)
            ? sessions
            : deafTo(SchedulingEvent.SessionDischarged.class, sessions));
    followUp.subscribe(
        Topic.NOTIFICATION,
        NotificationEvent.class,
        new com.telemedicalservices.followup.stream.NotificationReactions(followUpRules));
  }

  List<SimulatedService> all() {
    return List.of(intake, review, scheduling, notification, followUp);
  }

  SimulatedService intake() {
    return intake;
  }

  SimulatedService review() {
    return review;
  }

  SimulatedService scheduling() {
    return scheduling;
  }

  SimulatedService notification() {
    return notification;
  }

  SimulatedService followUp() {
    return followUp;
  }

  Treatment treatmentRules() {
    return treatmentRules;
  }

  /** Whether a form is an instrument, whose answers are points. */
  static boolean isScored(Form form) {
    return SCORED.contains(form.code());
  }

  /** The items whose points make up the score of a form. */
  static List<Item.Choice> scoredItems(String form) {
    return SCORED_ITEMS.getOrDefault(form, List.of());
  }

  private static List<Item.Choice> itemsOf(Instrument instrument) {
    return FORMS.stream()
        .filter(form -> form.code().equals(instrument.code()))
        .flatMap(form -> form.items().stream())
        .filter(Item.Choice.class::isInstance)
        .map(Item.Choice.class::cast)
        .filter(item -> instrument.linkIds().contains(item.linkId()))
        .toList();
  }

  static List<Form> forms() {
    return FORMS;
  }

  static String consentVersion(String consent) {
    return CONSENTS.texts().stream()
        .filter(text -> text.consent().equals(consent))
        .map(Consents.Text::version)
        .findFirst()
        .orElseThrow();
  }

  private static ReviewPolicy lasting(
      ReviewPolicy policy, Duration startWithin, Duration finishWithin) {
    var shipped = policy.approvals();
    return new ReviewPolicy(
        policy.version(),
        policy.clock(),
        new ReviewPolicy.ApprovalPolicy(
            shipped.modalities(),
            shipped.fewestSessions(),
            shipped.mostSessions(),
            shipped.sessions(),
            shipped.minimumHours(),
            shipped.shortestWindowDays(),
            shipped.longestWindowDays(),
            shipped.lowestMgPerKg(),
            shipped.highestMgPerKg(),
            startWithin,
            finishWithin),
        policy.dossier(),
        policy.clinics(),
        policy.providers());
  }

  private static ReviewPolicy.Provider provider(String id, String state, LocalDate validUntil) {
    return new ReviewPolicy.Provider(id, Set.of(state), validUntil);
  }

  /** Who may decide as far as the rules know. */
  private static List<ReviewPolicy.Provider> directory(World world) {
    var visitor =
        provider(VISITOR, world.has(Protection.APPROVER_LICENSED) ? "CA" : "AZ", FOR_LONG);
    var known =
        PROVIDERS.stream()
            .map(
                each ->
                    world.has(Protection.LICENCE_WATCHED)
                        ? each
                        : provider(each.id(), "AZ", FOR_LONG));
    return Stream.concat(known, Stream.of(visitor)).toList();
  }

  /** When the licence of a provider ends. */
  static Instant licenceEnds(String providerId) {
    return PROVIDERS.stream()
        .filter(provider -> provider.id().equals(providerId))
        .map(ReviewPolicy.Provider::licenceValidUntil)
        .map(day -> day.plusDays(1).atStartOfDay(REVIEW.clock().zone()).toInstant())
        .findFirst()
        .orElse(Instant.MIN);
  }

  private static <E extends Event> Reactions<E> deafTo(
      Class<? extends E> news, Reactions<E> reactions) {
    return event -> news.isInstance(event.data()) ? List.of() : reactions.to(event);
  }
}
