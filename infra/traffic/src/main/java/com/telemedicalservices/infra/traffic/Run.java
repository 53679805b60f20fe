package com.telemedicalservices.infra.traffic;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.telemedicalservices.infra.local.ClockFile;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.local.StackOptions;
import com.telemedicalservices.infra.local.StackState;
import com.telemedicalservices.infra.traffic.audit.Audit;
import com.telemedicalservices.infra.traffic.audit.Book;
import com.telemedicalservices.infra.traffic.audit.Books;
import com.telemedicalservices.infra.traffic.audit.Fact;
import com.telemedicalservices.infra.traffic.audit.Finding;
import com.telemedicalservices.infra.traffic.audit.Ledger;
import com.telemedicalservices.infra.traffic.audit.Library;
import com.telemedicalservices.infra.traffic.audit.SeenEvent;
import com.telemedicalservices.infra.traffic.audit.SentMail;
import com.telemedicalservices.infra.traffic.http.Answer;
import com.telemedicalservices.infra.traffic.http.Api;
import com.telemedicalservices.infra.traffic.http.NoAnswerException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One run of the demo. The clock stands wherever people act; it is moved on only when the system
 * has nothing left to do, to the next time at which anybody, or the system itself, has something to
 * do.
 */
final class Run implements AutoCloseable {

  private static final Duration REQUEST_PATIENCE = Duration.ofMinutes(5);

  /** How long the system may take to come to rest when nobody disturbs it. */
  static final Duration REST_PATIENCE = Duration.ofMinutes(6);

  private static final Duration LIVED = Duration.ofDays(60);

  /** The clock is never moved on by more at once. */
  static final Duration LONGEST_STEP = Duration.ofHours(6);

  private static final Duration FINE_GRID = Duration.ofMinutes(15);
  private static final Duration COARSE_GRID = Duration.ofMinutes(30);
  private static final int MANY = 100;
  private static final int HANDS = 8;
  private static final Duration STAFF_LOOKS_EVERY = Duration.ofHours(2);
  private static final Duration CELLS_COUNTED_EVERY = Duration.ofDays(4);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ROOT).withZone(Clinic.ZONE);

  /** What makes the staff look at their queues. */
  private static final Set<String> CALLS =
      Set.of(
          "review.opened.v1",
          "crisis.flagged.v1",
          "crisis.dispositioned.v1",
          "approval.suspended.v1",
          "alert.raised.v1",
          "alert.escalated.v1");

  private final StackState stack;
  private final Screen screen;
  private final List<PatientPlan> plans;
  private final MongoClient mongo;
  private final Api api;
  private final EventTail tail;
  private final VirtualClock clock;
  private final Stillness stillness;
  private final Library library;
  private final MailWatch mail;
  private final Agenda agenda;
  private final World world;
  private final List<Patient> patients = new ArrayList<>();
  private final Map<String, Patient> byWho = new HashMap<>();
  private final Map<String, Patient> byEpisode = new ConcurrentHashMap<>();
  private final List<String> staffFailures = new ArrayList<>();
  private final Staff staff;
  private final Runnable atRest;
  private int eventsSeen;
  private Instant staffLooked = Instant.MIN;
  private Instant cellsCounted = Instant.MIN;
  private Finding cells = Audit.cells(List.of());

  /**
   * @param stack the system, which is up
   * @param mongodbUri where its databases are
   * @param plans the patients
   * @param screen where it tells how things stand
   * @param patience how long the system may take to come to rest
   * @param atRest is told each time it has
   */
  Run(
      StackState stack,
      String mongodbUri,
      List<PatientPlan> plans,
      Screen screen,
      Duration patience,
      Runnable atRest) {
    this.atRest = atRest;
    this.stack = stack;
    this.screen = screen;
    this.plans = plans;
    this.mongo = MongoClients.create(mongodbUri);
    this.library = new Library(mongo);
    Map<Service, List<URI>> instances = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      instances.put(service, stack.urls(service));
    }
    this.api = new Api(instances, REQUEST_PATIENCE);
    this.tail = new EventTail(stack.kafkaBrokers());
    this.clock = new VirtualClock(ClockFile.at(Path.of(stack.clockFile())), InstantSource.system());
    this.stillness =
        new Stillness(library, stack.kafkaBrokers(), tail, clock, patience, screen::note);
    this.mail = new MailWatch(stack.mailListing());
    this.agenda = new Agenda(this::failed);
    this.world =
        new World(
            Long.toString(System.currentTimeMillis(), 36),
            Clinic.ID,
            api,
            clock,
            agenda,
            new Ledger(),
            new Latencies(),
            new Latencies());
    this.staff = new Staff(world, this::patientOf);
    for (PatientPlan plan : plans) {
      Patient patient = new Patient(plan, world);
      patients.add(patient);
      byWho.put(patient.who(), patient);
    }
  }

  private synchronized void failed(String who, RuntimeException failure) {
    String why =
        failure instanceof UnexpectedAnswerException || failure instanceof NoAnswerException
            ? String.valueOf(failure.getMessage())
            : failure.toString();
    Patient patient = byWho.get(who);
    if (patient == null) {
      staffFailures.add(who + ": " + why);
    } else {
      patient.failed(why);
    }
    screen.note(who + ": " + why);
  }

  private Optional<Patient> patientOf(String episodeId) {
    Patient known = byEpisode.get(episodeId);
    if (known != null) {
      return Optional.of(known);
    }
    for (Patient patient : patients) {
      String id = patient.episodeId();
      if (id != null) {
        byEpisode.putIfAbsent(id, patient);
      }
    }
    return Optional.ofNullable(byEpisode.get(episodeId));
  }

  /** Lives through two months and audits the books. */
  Report live() throws InterruptedException {
    long began = System.nanoTime();
    stillness.awaitSubscribed();
    int chairs = Clinic.ensure(api, plans.size());
    stillness.await();
    eventsSeen = tail.events().size();
    mail.read();
    int mailsBefore = mail.count();
    int eventsBefore = eventsSeen;
    Instant start =
        LocalDate.ofInstant(clock.now(), Clinic.ZONE)
            .plusDays(1)
            .atStartOfDay(Clinic.ZONE)
            .toInstant();
    Instant end = start.plus(LIVED);
    patients.forEach(patient -> patient.expectFrom(start));
    screen.line(
        "%d patients, %d chairs; the clinic's clock goes from %s to %s"
            .formatted(plans.size(), chairs, CLOCK.format(start), CLOCK.format(end)));
    String aborted = "";
    try (Screen.Live _ = screen.live(this::standing)) {
      liveUntil(end);
    } catch (Stillness.RestlessException e) {
      aborted = String.valueOf(e.getMessage());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    screen.line("");
    screen.line("The two months are over; reading the books");
    mail.read();
    List<Ending> endings = ofAll(patients, patient -> Ending.of(patient, api));
    Books books = books();
    List<Finding> findings = new ArrayList<>(Audit.of(books));
    findings.replaceAll(
        finding -> finding.check().equals(cells.check()) ? finding.and(cells) : finding);
    findings.add(
        new Finding("answers the staff could not go on with", api.requests(), staffFailures));
    return new Report(
        endings,
        kinds(mail.mails().subList(mailsBefore, mail.count())),
        messages(books),
        world.toVisible(),
        world.toBooked(),
        api.requests(),
        api.retries(),
        restarts(),
        tail.events().size() - eventsBefore,
        Duration.between(start, clock.now()),
        took,
        findings,
        aborted);
  }

  private void liveUntil(Instant end) throws InterruptedException {
    Duration grid = plans.size() > MANY ? COARSE_GRID : FINE_GRID;
    while (true) {
      Optional<Instant> nextDue;
      boolean more;
      do {
        agenda.workOff(clock.now(), HANDS);
        nextDue = stillness.await();
        atRest.run();
        hear();
        more = agenda.next().filter(next -> !next.isAfter(clock.now())).isPresent();
      } while (more);
      mail.read();
      countCells();
      if (!clock.now().isBefore(end)) {
        return;
      }
      Instant stop = Agenda.nextStop(clock.now(), agenda.next(), nextDue, LONGEST_STEP, grid);
      clock.advanceTo(stop);
    }
  }

  /** At the end hardly anything is held any more; so that is looked at every few days. */
  private void countCells() {
    Instant now = clock.now();
    if (cellsCounted.plus(CELLS_COUNTED_EVERY).isBefore(now)) {
      cellsCounted = now;
      try {
        cells = cells.and(Audit.cells(library.holders()));
      } catch (MongoException e) {
        screen.note("MongoDB did not say what is held: " + e.getClass().getSimpleName());
      }
    }
  }

  /** Lets people hear of what has happened since they last did. */
  private void hear() {
    boolean calls = false;
    List<SeenEvent> news = tail.events().after(eventsSeen);
    eventsSeen += news.size();
    for (SeenEvent event : news) {
      calls |= CALLS.contains(event.type());
      if (event.type().equals("checkin.due.v1")) {
        JsonNode body = event.body();
        patientOf(body.path("episodeId").asString(""))
            .ifPresent(
                patient ->
                    patient.isAsked(
                        body.path("checkInId").asString(""), body.path("kind").asString("")));
      }
    }
    Instant now = clock.now();
    if (calls || staffLooked.plus(STAFF_LOOKS_EVERY).isBefore(now)) {
      staffLooked = now;
      staff.look();
    }
  }

  private String standing() {
    Map<Patient.Stage, Long> stages =
        patients.stream()
            .collect(
                Collectors.groupingBy(
                    Patient::stage,
                    () -> new EnumMap<>(Patient.Stage.class),
                    Collectors.counting()));
    String where =
        Arrays.stream(Patient.Stage.values())
            .map(stage -> stages.getOrDefault(stage, 0L) + " " + stage.words())
            .collect(Collectors.joining(", "));
    int waiting = api.waiting();
    return "  %s  %s | %d e-mails, %d retries%s"
        .formatted(
            CLOCK.format(clock.now()),
            where,
            mail.count(),
            api.retries(),
            waiting == 0 ? "" : ", " + waiting + " requests not answered yet");
  }

  private Books books() throws InterruptedException {
    List<Fact> facts = world.ledger().facts();
    List<Fact.View> wanted = facts.stream().map(Fact::view).distinct().toList();
    Map<Fact.View, JsonNode> views = new HashMap<>();
    List<Answer> answers = ofAll(wanted, view -> api.get(view.service(), view.path()));
    for (int i = 0; i < wanted.size(); i++) {
      views.put(wanted.get(i), answers.get(i).body());
    }
    return new Books(
        library.read(),
        tail.events().all(),
        tail.deadLetters().all(),
        mail.mails(),
        facts,
        views,
        clock.now());
  }

  private static <T, R> List<R> ofAll(List<T> all, Function<T, R> function)
      throws InterruptedException {
    List<R> results = new ArrayList<>();
    try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
      List<Future<R>> asked = new ArrayList<>();
      all.forEach(each -> asked.add(hands.submit(() -> function.apply(each))));
      for (Future<R> each : asked) {
        results.add(each.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
    return results;
  }

  private static Map<String, Long> kinds(List<SentMail> mails) {
    return mails.stream().collect(Collectors.groupingBy(SentMail::kind, Collectors.counting()));
  }

  private static Map<String, Long> messages(Books books) {
    Map<String, Long> messages = new HashMap<>();
    for (Book book : books.books()) {
      Library.messageStatus(book)
          .ifPresent(status -> messages.merge(status.toLowerCase(Locale.ROOT), 1L, Long::sum));
    }
    return messages;
  }

  private int restarts() {
    int before = stack.processes().stream().mapToInt(StackState.Running::restarts).sum();
    int now =
        StackState.ofRunning(StackOptions.findRoot())
            .map(state -> state.processes().stream().mapToInt(StackState.Running::restarts).sum())
            .orElse(before);
    return now - before;
  }

  @Override
  public void close() {
    stillness.close();
    tail.close();
    mail.close();
    api.close();
    mongo.close();
  }
}
