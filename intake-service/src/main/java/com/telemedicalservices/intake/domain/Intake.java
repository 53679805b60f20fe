package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an intake: what may be answered and when, what a complete dossier is, and above all
 * that an answer at HIGH suicide risk is acted on the moment it is saved (DOMAIN §5.4, §8.1).
 */
public final class Intake implements Aggregate<IntakeState, IntakeCommand, IntakeEvent> {

  private static final String EMAIL = "email";
  private static final String PATIENT = "patient";
  private static final String TIME = "time";

  private final IntakePolicy policy;
  private final Map<String, Form> forms;
  private final Map<String, Instrument> instruments;
  private final Map<String, ConsentText> consentTexts;
  private final CrisisLexicon lexicon;

  public Intake(
      IntakePolicy policy,
      List<Form> forms,
      List<Instrument> instruments,
      List<ConsentText> consentTexts,
      CrisisLexicon lexicon) {
    this.policy = policy;
    this.lexicon = lexicon;
    this.instruments =
        instruments.stream()
            .collect(Collectors.toUnmodifiableMap(Instrument::code, Function.identity()));
    this.forms = forms.stream().collect(Collectors.toUnmodifiableMap(Form::code, form -> form));
    this.consentTexts =
        consentTexts.stream()
            .collect(Collectors.toUnmodifiableMap(ConsentText::consent, Function.identity()));
    require(this.forms.keySet().containsAll(policy.requiredForms()), "a required form");
    require(
        this.consentTexts.keySet().containsAll(policy.requiredConsents()), "a required consent");
    require(this.consentTexts.containsKey(EMAIL), "the consent to e-mail");
  }

  private static void require(boolean there, String what) {
    if (!there) {
      throw new IllegalArgumentException("There is no text of " + what);
    }
  }

  /** The rules in force. */
  public IntakePolicy policy() {
    return policy;
  }

  @Override
  public IntakeCommand timePassed() {
    return new IntakeCommand.TimePassed();
  }

  @Override
  public @Nullable Instant dueAt(IntakeState state) {
    Instant lapsesAt = lapsesAt(state);
    return lapsesAt == null
        ? null
        : remindersOf(state).stream()
            .filter(dueAt -> isToCome(state, dueAt) && dueAt.isBefore(lapsesAt))
            .findFirst()
            .orElse(lapsesAt);
  }

  /** When silence ends an intake; null when it does not. */
  public @Nullable Instant lapsesAt(IntakeState state) {
    return state.status().lapses()
        ? state.progress().lastActivityAt().plus(policy.abandonedAfter())
        : null;
  }

  /** When each reminder of the present silence falls due, in order. */
  private List<Instant> remindersOf(IntakeState state) {
    return policy.remindedAfter().stream().map(state.progress().lastActivityAt()::plus).toList();
  }

  private static boolean isToCome(IntakeState state, Instant reminderDueAt) {
    Instant remindedAt = state.progress().remindedAt();
    return remindedAt == null || reminderDueAt.isAfter(remindedAt);
  }

  @Override
  public Decision<IntakeState, IntakeEvent> decide(
      @Nullable IntakeState state, IntakeCommand command, Instant now) {
    if (state == null) {
      return command instanceof IntakeCommand.Open open
          ? open(open, now)
          : Decision.unknown("unknown-episode", "There is no such intake; open one.");
    }
    return switch (command) {
      case IntakeCommand.Open open ->
          Decision.conflict("episode-exists", "This intake is open already; read it.");
      case IntakeCommand.SaveForm save -> ended(state).orElseGet(() -> save(state, save, now));
      case IntakeCommand.SignConsent sign -> ended(state).orElseGet(() -> sign(state, sign, now));
      case IntakeCommand.WithdrawConsent withdraw -> withdrawConsent(state, withdraw, now);
      case IntakeCommand.Submit submit -> ended(state).orElseGet(() -> submit(state, submit, now));
      case IntakeCommand.ReportChange report ->
          ended(state).orElseGet(() -> report(state, report, now));
      case IntakeCommand.Withdraw withdraw ->
          ended(state).orElseGet(() -> withdraw(state, withdraw, now));
      case IntakeCommand.NoteRisk note -> noteRisk(state, note, now);
      case IntakeCommand.RecordDisposition disposition -> disposition(state, disposition, now);
      case IntakeCommand.RequestInformation request -> request(state, request);
      case IntakeCommand.TimePassed passed -> timePassed(state, now);
    };
  }

  /** What keeps this intake from being handed in. */
  public Missing missing(IntakeState state) {
    Map<String, List<String>> items = new TreeMap<>();
    Map<String, List<String>> contradictory = new TreeMap<>();
    for (String code : policy.requiredForms()) {
      if (state.forms().containsKey(code)) {
        List<String> open = missingItems(code, state.answersTo(code));
        if (!open.isEmpty()) {
          items.put(code, open);
        }
        List<String> outOfFlow = contradictoryItems(code, state.answersTo(code));
        if (!outOfFlow.isEmpty()) {
          contradictory.put(code, outOfFlow);
        }
      }
    }
    return new Missing(
        policy.requiredForms().stream().filter(code -> !state.forms().containsKey(code)).toList(),
        items,
        contradictory,
        policy.requiredConsents().stream()
            .filter(consent -> state.standingConsent(consent).isEmpty())
            .toList());
  }

  /** The items of a form that are still to be answered. */
  public List<String> missingItems(String code, Map<String, Answer> answers) {
    Form form = forms.get(code);
    return form == null ? List.of() : form.missing(answers);
  }

  /** The items of a form answered against what the answers before rule out. */
  public List<String> contradictoryItems(String code, Map<String, Answer> answers) {
    return code.equals(CssrsScreener.FORM)
            && CssrsScreener.assess(answers) instanceof CssrsScreener.Contradictory(var linkIds)
        ? linkIds
        : List.of();
  }

  /** Whether the answers to the PHQ-9 demand a C-SSRS screener that is not complete yet. */
  public boolean needsScreener(IntakeState state) {
    OptionalInt item9 = Phq9.item9(state.answersTo(Phq9.FORM));
    return item9.isPresent()
        && item9.getAsInt() >= 1
        && CssrsScreener.score(state.answersTo(CssrsScreener.FORM)).isEmpty();
  }

  private static Optional<Decision<IntakeState, IntakeEvent>> ended(IntakeState state) {
    return switch (state.status()) {
      case LAPSED ->
          Optional.of(
              Decision.conflict(
                  "intake-lapsed", "This intake was closed after a long silence; open a new one."));
      case WITHDRAWN ->
          Optional.of(
              Decision.conflict("intake-withdrawn", "This intake was ended; open a new one."));
      case INQUIRY, INTAKE_IN_PROGRESS, SUBMITTED, CRISIS_HOLD -> Optional.empty();
    };
  }

  private Decision<IntakeState, IntakeEvent> open(IntakeCommand.Open open, Instant now) {
    IntakeState state =
        new IntakeState(
            new IntakeState.Episode(
                open.episodeId(),
                open.patientId(),
                open.clinicId(),
                open.stateOfResidence(),
                open.language(),
                now),
            new IntakeState.Progress(
                IntakeStatus.INQUIRY,
                now,
                null,
                List.of(
                    new IntakeState.Transition(
                        null, IntakeStatus.INQUIRY, "inquiry", PATIENT, now))),
            Map.of(),
            List.of(),
            Risk.unknown(),
            List.of(),
            List.of(),
            List.of());
    IntakeEvent received =
        new IntakeEvent.InquiryReceived(open.patientId(), open.episodeId(), open.clinicId(), now);
    ConsentText email = consentTexts.get(EMAIL);
    if (!open.consentToEmail() || email == null) {
      return Decision.accept(state, received);
    }
    return Decision.accept(
        state.withConsents(List.of(signed(state, email, open.language(), null, now))),
        received,
        consentSigned(state, email, now));
  }

  private Decision<IntakeState, IntakeEvent> save(
      IntakeState state, IntakeCommand.SaveForm save, Instant now) {
    Form form = forms.get(save.form());
    if (form == null) {
      return Decision.unknown("unknown-form", "There is no such form; list the forms.");
    }
    if (!form.version().equals(save.version())) {
      return refused(
          Rejection.Kind.CONFLICT,
          "form-version-outdated",
          "The text of this form has changed; read it again and answer that.",
          Map.of("form", form.code(), "version", form.version()));
    }
    for (Map.Entry<String, Answer> entry : new TreeMap<>(save.answers()).entrySet()) {
      Optional<Item> item = form.item(entry.getKey());
      if (item.isEmpty()) {
        return refused(
            Rejection.Kind.INVALID,
            "unknown-item",
            "The form has no such item; read the form.",
            Map.of("form", form.code(), "linkId", entry.getKey()));
      }
      if (!item.get().admits(entry.getValue())) {
        return refused(
            Rejection.Kind.INVALID,
            "answer-out-of-range",
            "This is not an answer the item can have; read the form.",
            Map.of("form", form.code(), "linkId", entry.getKey()));
      }
    }
    FormAnswers answered =
        new FormAnswers(
            form.code(),
            form.version(),
            orOwn(save.language(), state),
            save.answers(),
            now,
            score(form.code(), save.answers()));
    IntakeState begun = begun(state, "form-opened", save.actor(), now);
    FormAnswers before = state.forms().get(form.code());
    if (before != null && before.saysTheSameAs(answered)) {
      return Decision.accept(begun);
    }
    List<IntakeEvent> events = new ArrayList<>();
    IntakeState next = begun.with(answered);
    for (RiskReading reading :
        readings(form.code(), save.answers(), state.answersTo(form.code()))) {
      next = noticed(next, reading, now, save.actor(), now, events);
    }
    return new Decision.Accepted<>(next, events);
  }

  /**
   * What answers say about suicide risk.
   *
   * @param form the form's code; of a form there is none of, every text counts as free words
   * @param answers the answers
   * @param before what was answered before; free words that have not changed say nothing new
   */
  public List<RiskReading> readings(
      String form, Map<String, Answer> answers, Map<String, Answer> before) {
    List<RiskReading> readings = new ArrayList<>();
    RiskReading.of(form, answers).ifPresent(readings::add);
    boolean heard =
        answers.entrySet().stream()
            .filter(answer -> !answer.getValue().equals(before.get(answer.getKey())))
            .filter(answer -> isFreeText(form, answer.getKey()))
            .anyMatch(
                answer ->
                    answer.getValue() instanceof Answer.Text(String words) && lexicon.hears(words));
    if (heard) {
      readings.add(lexicon.reading());
    }
    return readings;
  }

  private boolean isFreeText(String form, String key) {
    Form known = forms.get(form);
    return known == null || known.item(key).map(item -> item instanceof Item.Words).orElse(true);
  }

  /** What a reading of risk means for an intake; a new HIGH signal is told and holds the intake. */
  private static IntakeState noticed(
      IntakeState state,
      RiskReading reading,
      Instant answeredAt,
      String actor,
      Instant now,
      List<IntakeEvent> events) {
    Risk risk =
        state.risk().found(reading.tier(), reading.source(), reading.ruleVersion(), answeredAt);
    if (reading.tier() != RiskTier.HIGH) {
      return state.with(risk);
    }
    if (risk.covers(reading.source(), answeredAt)) {
      return state.with(risk.seenAgain(reading.source(), answeredAt));
    }
    IntakeState.Episode episode = state.episode();
    Risk.Signal signal =
        new Risk.Signal(
            episode.episodeId() + ".crisis." + (risk.signals().size() + 1),
            reading.source(),
            reading.ruleVersion(),
            now,
            answeredAt,
            null);
    events.add(
        new IntakeEvent.CrisisFlagged(
            episode.patientId(),
            episode.episodeId(),
            signal.flagId(),
            signal.source(),
            signal.ruleVersion(),
            now));
    IntakeState signalled = state.with(risk.signalled(signal));
    return state.status().isTerminal()
        ? signalled
        : signalled.movedTo(IntakeStatus.CRISIS_HOLD, signal.source(), actor, now);
  }

  private Decision<IntakeState, IntakeEvent> noteRisk(
      IntakeState state, IntakeCommand.NoteRisk note, Instant now) {
    List<IntakeEvent> events = new ArrayList<>();
    IntakeState next = state;
    for (RiskReading reading :
        readings(note.form(), note.answers(), state.answersTo(note.form()))) {
      next = noticed(next, reading, now, PATIENT, now, events);
    }
    return new Decision.Accepted<>(next, events);
  }

  private Decision<IntakeState, IntakeEvent> sign(
      IntakeState state, IntakeCommand.SignConsent sign, Instant now) {
    ConsentText text = consentTexts.get(sign.consent());
    if (text == null) {
      return Decision.unknown("unknown-consent", "There is no such consent; list the consents.");
    }
    if (!text.version().equals(sign.version())) {
      return refused(
          Rejection.Kind.CONFLICT,
          "consent-version-outdated",
          "The text of this consent has changed; read it again and sign that.",
          Map.of("consent", text.consent(), "version", text.version()));
    }
    SignedConsent signed = signed(state, text, orOwn(sign.language(), state), sign.name(), now);
    if (sign.textHash() != null && !sign.textHash().equals(signed.textHash())) {
      return Decision.invalid(
          "consent-text-mismatch", "This is not the text that was shown; read it again.");
    }
    IntakeState begun = begun(state, "consent-signed", sign.actor(), now);
    boolean standsAlready =
        state
            .standingConsent(text.consent())
            .filter(consent -> consent.version().equals(text.version()))
            .isPresent();
    return standsAlready
        ? Decision.accept(begun)
        : Decision.accept(
            begun.withConsents(IntakeState.plus(state.consents(), signed)),
            consentSigned(state, text, now));
  }

  /** Always possible: nobody is kept to a consent because an intake has ended. */
  private Decision<IntakeState, IntakeEvent> withdrawConsent(
      IntakeState state, IntakeCommand.WithdrawConsent withdraw, Instant now) {
    if (!consentTexts.containsKey(withdraw.consent())) {
      return Decision.unknown("unknown-consent", "There is no such consent; list the consents.");
    }
    Optional<SignedConsent> standing = state.standingConsent(withdraw.consent());
    if (standing.isEmpty()) {
      return Decision.conflict(
          "consent-not-signed", "This consent does not stand, so there is nothing to withdraw.");
    }
    List<SignedConsent> consents =
        state.consents().stream()
            .map(
                consent ->
                    consent.consent().equals(withdraw.consent()) && consent.stands()
                        ? consent.withdrawn(now)
                        : consent)
            .toList();
    return Decision.accept(
        state.withConsents(consents).with(state.progress().activeAt(now)),
        new IntakeEvent.ConsentWithdrawn(
            state.episode().patientId(),
            state.episode().episodeId(),
            withdraw.consent(),
            standing.get().version(),
            now));
  }

  private Decision<IntakeState, IntakeEvent> submit(
      IntakeState state, IntakeCommand.Submit submit, Instant now) {
    Optional<Decision<IntakeState, IntakeEvent>> held = heldInsteadOfSubmitted(state, submit, now);
    if (held.isPresent()) {
      return held.get();
    }
    if (needsScreener(state)) {
      return refused(
          Rejection.Kind.INVALID,
          "c-ssrs-required",
          "Answer all questions of the C-SSRS screener first.",
          Map.of(
              "form",
              CssrsScreener.FORM,
              "items",
              missingItems(CssrsScreener.FORM, state.answersTo(CssrsScreener.FORM))));
    }
    Missing missing = missing(state);
    if (!missing.isNothing()) {
      return refused(
          Rejection.Kind.INVALID,
          "intake-incomplete",
          "Complete what is missing, then submit.",
          Map.of(
              "forms", missing.forms(),
              "items", missing.items(),
              "contradictory", missing.contradictory(),
              "consents", missing.consents()));
    }
    if (state.isSubmitted() && !state.isAmended()) {
      return Decision.conflict(
          "nothing-to-submit", "Nothing has changed since it was submitted; change a form first.");
    }
    Revision revision =
        new Revision(
            state.revisions().size() + 1,
            policy.version(),
            state.risk().highest(),
            state.forms().values().stream()
                .sorted(Comparator.comparing(FormAnswers::form))
                .toList(),
            state.consents(),
            now);
    IntakeState next =
        state
            .with(revision)
            .with(state.progress().activeAt(now))
            .withRequests(
                state.requests().stream()
                    .map(
                        request ->
                            request.answeredAt() == null
                                ? new IntakeState.InformationRequest(
                                    request.requestId(),
                                    request.reasonCode(),
                                    request.requestedAt(),
                                    now)
                                : request)
                    .toList());
    IntakeStatus status = state.risk().isHeld() ? state.status() : IntakeStatus.SUBMITTED;
    return Decision.accept(
        next.movedTo(status, "submitted", submit.actor(), now), handedIn(state, revision));
  }

  /**
   * A screener handed in with the questions after a yes left open is not a dossier yet, but counts
   * as HIGH until a human has spoken to the patient (DOMAIN §3.2, vector 10).
   */
  private static Optional<Decision<IntakeState, IntakeEvent>> heldInsteadOfSubmitted(
      IntakeState state, IntakeCommand.Submit submit, Instant now) {
    for (FormAnswers form : state.forms().values()) {
      Optional<RiskReading> reading = RiskReading.whenHandedIn(form.form(), form.answers());
      if (reading.isPresent()
          && reading.get().tier() == RiskTier.HIGH
          && !state.risk().covers(reading.get().source(), form.answeredAt())) {
        List<IntakeEvent> events = new ArrayList<>();
        IntakeState.Progress active = state.progress().activeAt(now);
        IntakeState next =
            noticed(
                state.with(active), reading.get(), form.answeredAt(), submit.actor(), now, events);
        return Optional.of(new Decision.Accepted<>(next, events));
      }
    }
    return Optional.empty();
  }

  private static IntakeEvent handedIn(IntakeState state, Revision revision) {
    IntakeState.Episode episode = state.episode();
    List<IntakeEvent.FormVersion> versions =
        revision.forms().stream()
            .map(form -> new IntakeEvent.FormVersion(form.form(), form.version()))
            .toList();
    return revision.number() == 1
        ? new IntakeEvent.IntakeSubmitted(
            episode.patientId(),
            episode.episodeId(),
            episode.clinicId(),
            revision.number(),
            revision.highestTier(),
            versions,
            revision.submittedAt())
        : new IntakeEvent.IntakeAmended(
            episode.patientId(),
            episode.episodeId(),
            revision.number(),
            revision.highestTier(),
            versions,
            revision.submittedAt());
  }

  private Decision<IntakeState, IntakeEvent> report(
      IntakeState state, IntakeCommand.ReportChange report, Instant now) {
    IntakeState.Episode episode = state.episode();
    if (!state.isSubmitted()) {
      return Decision.conflict(
          "not-submitted", "The intake is not submitted yet; change the form itself.");
    }
    String changeId = episode.episodeId() + ".change." + (state.changes().size() + 1);
    List<IntakeEvent> events = new ArrayList<>();
    IntakeState next =
        state.with(new IntakeState.ReportedChange(changeId, report.kind(), report.note(), now));
    for (RiskReading reading :
        readings(IntakeCommand.ReportChange.FORM, report.words(), Map.of())) {
      next = noticed(next, reading, now, PATIENT, now, events);
    }
    events.add(
        new IntakeEvent.ChangeReported(
            episode.patientId(), episode.episodeId(), changeId, report.kind().name(), now));
    return new Decision.Accepted<>(next, events);
  }

  private static Decision<IntakeState, IntakeEvent> withdraw(
      IntakeState state, IntakeCommand.Withdraw withdraw, Instant now) {
    IntakeState.Episode episode = state.episode();
    String reasonCode = withdraw.reason().name();
    return Decision.accept(
        state.movedTo(IntakeStatus.WITHDRAWN, reasonCode, withdraw.actor(), now),
        new IntakeEvent.IntakeWithdrawn(episode.patientId(), episode.episodeId(), reasonCode, now));
  }

  private static Decision<IntakeState, IntakeEvent> disposition(
      IntakeState state, IntakeCommand.RecordDisposition disposition, Instant now) {
    Instant at = disposition.dispositionedAt();
    IntakeState next =
        state.with(
            state
                .risk()
                .dispositioned(
                    new Risk.Disposition(
                        disposition.code(), disposition.tierAfter(), disposition.providerId(), at),
                    disposition.flagsUntil()));
    // HIGH answers given while the disposition was on its way were not known to the clinician.
    List<IntakeEvent> events = new ArrayList<>();
    for (Risk.Signal signal : state.risk().closedBy(disposition.flagsUntil())) {
      if (signal.seenAt().isAfter(at)) {
        RiskReading again = new RiskReading(RiskTier.HIGH, signal.source(), signal.ruleVersion());
        next = noticed(next, again, signal.seenAt(), PATIENT, now, events);
      }
    }
    if (state.status() == IntakeStatus.CRISIS_HOLD && !next.risk().isHeld()) {
      // The time to lapse starts anew: the patient was waiting for us.
      next =
          next.with(state.progress().activeAt(now))
              .movedTo(
                  state.isSubmitted() ? IntakeStatus.SUBMITTED : IntakeStatus.INTAKE_IN_PROGRESS,
                  disposition.code(),
                  disposition.providerId(),
                  now);
    }
    return new Decision.Accepted<>(next, events);
  }

  private static Decision<IntakeState, IntakeEvent> request(
      IntakeState state, IntakeCommand.RequestInformation request) {
    boolean known =
        state.requests().stream()
            .anyMatch(earlier -> earlier.requestId().equals(request.requestId()));
    return Decision.accept(
        known
            ? state
            : state.withRequests(
                IntakeState.plus(
                    state.requests(),
                    new IntakeState.InformationRequest(
                        request.requestId(), request.reasonCode(), request.requestedAt(), null))));
  }

  private Decision<IntakeState, IntakeEvent> timePassed(IntakeState state, Instant now) {
    Instant lapsesAt = lapsesAt(state);
    if (lapsesAt == null) {
      return Decision.accept(state);
    }
    return now.isBefore(lapsesAt) ? remind(state, now) : lapse(state, now);
  }

  /** The last reminder that has fallen due; one before it that was never told is overtaken. */
  private Decision<IntakeState, IntakeEvent> remind(IntakeState state, Instant now) {
    List<Instant> due = remindersOf(state).stream().filter(dueAt -> !dueAt.isAfter(now)).toList();
    if (due.isEmpty() || !isToCome(state, due.getLast())) {
      return Decision.accept(state);
    }
    return Decision.accept(
        state.with(state.progress().remindedAt(due.getLast())),
        new IntakeEvent.IntakeReminderDue(
            state.episode().patientId(), state.episode().episodeId(), due.size(), due.getLast()));
  }

  private static Decision<IntakeState, IntakeEvent> lapse(IntakeState state, Instant now) {
    return Decision.accept(
        state.movedTo(IntakeStatus.LAPSED, "abandoned", TIME, now),
        new IntakeEvent.IntakeLapsed(
            state.episode().patientId(), state.episode().episodeId(), now));
  }

  private static IntakeState begun(
      IntakeState state, String reasonCode, String actor, Instant now) {
    IntakeState active = state.with(state.progress().activeAt(now));
    return state.status() == IntakeStatus.INQUIRY
        ? active.movedTo(IntakeStatus.INTAKE_IN_PROGRESS, reasonCode, actor, now)
        : active;
  }

  private static SignedConsent signed(
      IntakeState state, ConsentText text, Language language, @Nullable String name, Instant now) {
    return new SignedConsent(
        SignedConsent.nextId(state.episode().episodeId(), state.consents().size()),
        text.consent(),
        text.version(),
        language,
        text.hashes().getOrDefault(language, ""),
        name,
        now,
        null);
  }

  private static IntakeEvent consentSigned(IntakeState state, ConsentText text, Instant now) {
    return new IntakeEvent.ConsentSigned(
        state.episode().patientId(),
        state.episode().episodeId(),
        text.consent(),
        text.version(),
        now);
  }

  private static Language orOwn(@Nullable Language language, IntakeState state) {
    return language == null ? state.episode().language() : language;
  }

  private @Nullable Score score(String form, Map<String, Answer> answers) {
    if (form.equals(CssrsScreener.FORM)) {
      return CssrsScreener.score(answers).orElse(null);
    }
    Instrument instrument = instruments.get(form);
    return instrument == null ? null : instrument.score(answers).orElse(null);
  }

  private static Decision<IntakeState, IntakeEvent> refused(
      Rejection.Kind kind, String code, String detail, Map<String, Object> facts) {
    return new Decision.Rejected<>(new Rejection(kind, code, detail, facts));
  }
}
