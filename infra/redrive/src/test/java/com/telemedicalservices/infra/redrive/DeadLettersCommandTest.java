package com.telemedicalservices.infra.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.events.EventHeaders;
import com.telemedicalservices.kit.inbox.DeadLetters;
import com.telemedicalservices.kit.outbox.Topics;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The operator's tool, against a real broker with the topics as the services make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersCommandTest {

  /** In every body, and wherever else something personal could be; never in what is printed. */
  private static final String CANARY = "Canary";

  private static final String TYPE = "inquiry.received.v1";

  private final Instant noon = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private String patient = "";
  private String other = "";
  private KafkaBroker broker;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private Instant now = noon;
  private Duration paused = Duration.ZERO;

  private record Result(int exit, String out, String err) {}

  @BeforeAll
  void start() throws Exception {
    broker = KafkaBroker.temporary();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    Topics.create(admin);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 10_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  @BeforeEach
  void empty_the_dead_letter_topics() throws Exception {
    var all =
        Stream.of(Topic.values())
            .map(topic -> new TopicPartition(topic.deadLetterName(), 0))
            .collect(Collectors.toMap(each -> each, each -> RecordsToDelete.beforeOffset(-1)));
    admin.deleteRecords(all).all().get(10, TimeUnit.SECONDS);
    patient = UUID.randomUUID().toString();
    other = UUID.randomUUID().toString();
    now = noon;
    paused = Duration.ZERO;
  }

  @Test
  void what_waits_is_listed_with_why_and_counted() {
    var first = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    var second = putAside(Topic.REVIEW, other, "e-2", 0, 11, "notification-service", "empty-body");

    var listed = run("list");

    assertThat(listed.exit).isZero();
    assertThat(listed.out.lines().toList())
        .anySatisfy(
            line ->
                assertThat(line.split(" {2,}"))
                    .containsExactly(
                        first,
                        Printed.time(noon.minus(Duration.ofHours(3))),
                        "scheduling-service",
                        "no-series",
                        TYPE,
                        "e-1",
                        patient,
                        "3 h 0 min"))
        .anySatisfy(line -> assertThat(line).startsWith(second))
        .anySatisfy(
            line ->
                assertThat(line.split(" {2,}"))
                    .containsExactly(
                        "1", "review.events", "notification-service", "empty-body", TYPE));
  }

  @Test
  void every_filter_leaves_out_what_does_not_fit() {
    var wanted = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    var another =
        putAside(Topic.REVIEW, other, "e-2", 0, 11, "notification-service", "empty-body", 1);

    for (var filter :
        List.of(
            List.of("--topic", "intake.events"),
            List.of("--topic", "intake.events.dlt"),
            List.of("--patient", patient),
            List.of("--consumer", "scheduling-service"),
            List.of("--code", "no-series"),
            List.of("--until", "2h"),
            List.of("--until", noon.minus(Duration.ofHours(2)).toString()),
            List.of("--since", "4h", "--until", "2h", "--type", TYPE),
            List.of(wanted))) {
      var arguments = new ArrayList<>(List.of("list"));
      arguments.addAll(filter);
      assertThat(run(arguments.toArray(String[]::new)).out)
          .as("list %s", filter)
          .contains(wanted)
          .doesNotContain(another);
    }
    assertThat(run("list", "--since", "2h").out).contains(another).doesNotContain(wanted);
    assertThat(run("list", "--type", "intake.submitted.v1").out)
        .isEqualToIgnoringNewLines("No such dead letter waits.");
  }

  @Test
  void a_letter_is_shown_from_outside() {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");

    var shown = run("show", letter);

    assertThat(shown.exit).isZero();
    assertThat(shown.out)
        .contains(letter, "waits", "intake.events, partition 3, offset 10", "no-series")
        .contains("ce_id", "e-1", "bytes of JSON", "fields:  patientId, clinicId")
        .contains("without: episodeId, receivedAt", "others:  1 that the contracts do not name");
  }

  @Test
  void a_redriven_record_is_the_one_that_was_put_aside() {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 7, 10, "scheduling-service", "no-series");

    var redriven = run("redrive", "--patient", patient, "--by", "night shift");

    assertThat(redriven.exit).isZero();
    assertThat(redriven.out).contains("1 event redriven, which settles 1 letter");
    var published = published(Topic.INTAKE, patient);
    assertThat(published).hasSize(1);
    assertThat(published.getFirst().partition()).isEqualTo(7);
    assertThat(text(published.getFirst().value())).isEqualTo(body("e-1"));
    var headers = headers(published.getFirst().headers());
    assertThat(headers)
        .containsEntry("ce_id", "e-1")
        .containsEntry("ce_type", TYPE)
        .containsEntry("ce_sequence", "10")
        .containsEntry("of-the-producer", CANARY)
        .containsEntry("x-redriven-from", letter.replace("intake.events", "intake.events.dlt"))
        .doesNotContainKeys(
            DeadLetters.TOPIC,
            DeadLetters.PARTITION,
            DeadLetters.OFFSET,
            DeadLetters.CONSUMER,
            DeadLetters.REASON);
    assertThat(run("list").out).doesNotContain(letter);
    assertThat(run("list", "--all").out)
        .contains("redriven " + Printed.time(noon) + " by night shift");
    assertThat(run("show", letter).out).contains("redriven " + Printed.time(noon));
  }

  @Test
  void the_order_of_a_patient_is_kept_whoever_put_what_aside_first() {
    // The fast consumer takes the first event and stumbles over the second; the slow one comes
    // later, and stumbles over both.
    var second = putAside(Topic.INTAKE, patient, "e-2", 3, 20, "scheduling-service", "no-series");
    putAside(Topic.INTAKE, other, "e-9", 3, 15, "scheduling-service", "no-series");
    var first = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "notification-service", "late");
    var again = putAside(Topic.INTAKE, patient, "e-2", 3, 20, "notification-service", "late");

    var redriven = run("redrive", "--all", "--rate", "1000");

    assertThat(redriven.exit).isZero();
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-1", "e-2");
    assertThat(events(Topic.INTAKE, other)).containsExactly("e-9");
    assertThat(redriven.out)
        .contains("Redrove " + first + " to partition 3\n")
        .contains("Redrove " + second + " to partition 3, the same event as " + again)
        .contains("3 events redriven, which settles 4 letters");
    assertThat(run("list").out).isEqualToIgnoringNewLines("No such dead letter waits.");
    assertThat(run("show", again).out).contains("redriven ");
  }

  @Test
  void none_goes_before_an_earlier_one_of_its_patient_that_waits() {
    var first = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    var second = putAside(Topic.INTAKE, patient, "e-2", 3, 20, "notification-service", "late");
    var elsewhere = putAside(Topic.REVIEW, patient, "e-3", 3, 5, "notification-service", "late");

    var redriven = run("redrive", "--consumer", "notification-service");

    assertThat(redriven.exit).isEqualTo(1);
    assertThat(redriven.err)
        .isEqualToIgnoringNewLines(
            "Refused %s: %s of the same patient waits before it; redrive or park that first"
                .formatted(second, first));
    assertThat(events(Topic.INTAKE, patient)).isEmpty();
    assertThat(events(Topic.REVIEW, patient)).containsExactly("e-3");
    assertThat(redriven.out).contains("Redrove " + elsewhere, "; 1 refused");

    assertThat(run("park", first, "--reason", "a test event").exit).isZero();
    assertThat(run("redrive", "--consumer", "notification-service").exit).isZero();
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-2");
  }

  @Test
  void one_that_was_put_aside_again_keeps_its_place() {
    var first = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    assertThat(run("redrive", first).exit).isZero();
    // The redriven event is now at offset 500, and the later one was put aside meanwhile.
    var second = putAside(Topic.INTAKE, patient, "e-2", 3, 20, "scheduling-service", "no-series");
    var again =
        putAside(
            Topic.INTAKE,
            patient.getBytes(StandardCharsets.UTF_8),
            body("e-1").getBytes(StandardCharsets.UTF_8),
            with(
                with(event("e-1", 10), 3, 500, "scheduling-service", "no-series"),
                Map.of("x-redriven-from", first.replace(".events:", ".events.dlt:"))),
            3);

    assertThat(run("redrive", second).err).contains(again + " of the same patient waits before it");
    assertThat(run("show", again).out).containsPattern("was before +" + first);
    assertThat(run("redrive", "--all").exit).isZero();
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-1", "e-1", "e-2");
  }

  @Test
  void a_dry_run_says_the_same_and_does_nothing() {
    var first = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    var second = putAside(Topic.INTAKE, patient, "e-2", 3, 20, "scheduling-service", "no-series");

    assertThat(run("redrive", "--all", "--dry-run").out)
        .contains("Would redrive " + first, "Would redrive " + second);
    assertThat(run("redrive", second, "--dry-run").exit).isEqualTo(1);
    assertThat(events(Topic.INTAKE, patient)).isEmpty();
    assertThat(run("list").out).contains(first, second);
  }

  @Test
  void so_many_go_in_a_second_and_no_more_and_progress_is_told() {
    for (int i = 0; i < 5; i++) {
      putAside(Topic.INTAKE, patient, "e-" + i, 3, 10 + i, "scheduling-service", "no-series");
    }

    var redriven = run("redrive", "--all", "--rate", "1");

    assertThat(paused).isEqualTo(Duration.ofSeconds(4));
    assertThat(redriven.out).contains("  3 of 5\n");
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-0", "e-1", "e-2", "e-3", "e-4");
  }

  @Test
  void one_that_was_redriven_is_not_redriven_or_parked_again() {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    run("redrive", letter);

    var twice = run("redrive", letter);

    assertThat(twice.exit).isEqualTo(1);
    assertThat(twice.err).contains("Refused " + letter + ": it was redriven ");
    assertThat(run("park", letter, "--reason", "a test event").exit).isEqualTo(1);
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-1");
  }

  @Test
  void a_parked_letter_waits_no_longer_says_why_and_goes_when_it_is_named() {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");

    assertThat(run("park", letter, "--reason", "of a\ntest", "--by", "shift").exit).isZero();

    assertThat(run("list").out).doesNotContain(letter);
    assertThat(run("list", "--all").out)
        .contains("parked " + Printed.time(noon) + " by shift: of a test");
    assertThat(run("redrive", "--all").out).isEqualToIgnoringNewLines("No such dead letter waits.");
    assertThat(run("redrive", letter).exit).isZero();
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-1");
    assertThat(run("show", letter).out).containsSubsequence("parked ", "redriven ");
  }

  @Test
  void parking_needs_a_reason() {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");

    assertThat(run("park", letter).exit).isEqualTo(2);
    assertThat(run("park", letter, "--reason", " \n").exit).isEqualTo(2);
    assertThat(run("park", letter, "--reason", "x".repeat(301)).exit).isEqualTo(2);
    assertThat(run("list").out).contains(letter);
  }

  @Test
  void acts_are_kept_for_ever() throws Exception {
    putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    run("redrive", "--all");

    var acts = new ConfigResource(ConfigResource.Type.TOPIC, Bookkeeper.ACTS);
    var settings = admin.describeConfigs(List.of(acts)).all().get(10, TimeUnit.SECONDS).get(acts);
    assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
    assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
    assertThat(settings.get("retention.bytes").value()).isEqualTo("-1");
  }

  @Test
  void what_was_published_and_could_not_be_recorded_still_waits() throws Exception {
    putAside(Topic.INTAKE, other, "e-0", 3, 1, "scheduling-service", "no-series");
    run("redrive", "--all");
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");

    largestAct("1");
    var redriven = run("redrive", letter);
    assertThat(redriven.exit).isEqualTo(1);
    assertThat(redriven.err)
        .startsWith(letter + " is published, but that is not recorded; redriving it again changes");
    assertThat(run("list").out).contains(letter);

    largestAct("1000000");
    assertThat(run("redrive", letter).exit).isZero();
    assertThat(run("list").out).doesNotContain(letter);
    assertThat(events(Topic.INTAKE, patient)).containsExactly("e-1", "e-1");
  }

  private void largestAct(String bytes) throws Exception {
    var acts = new ConfigResource(ConfigResource.Type.TOPIC, Bookkeeper.ACTS);
    var change =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(acts, List.of(change))).all().get(10, TimeUnit.SECONDS);
  }

  @Test
  void an_act_that_is_none_does_not_hide_a_letter() throws Exception {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");
    run("park", "--type", "nothing.v1", "--reason", "makes no topic");
    run("redrive", "--all");
    var again = putAside(Topic.INTAKE, patient, "e-2", 3, 10, "scheduling-service", "no-series");
    for (var act :
        List.of(
            "garbage",
            "null",
            "{}",
            "{\"letter\":\"" + again + "\",\"kind\":\"PARKED\"}",
            // Of a letter with the same offset, before the topic was deleted and made again.
            text(
                Act.parked(
                        new Letter(
                            LetterId.parse(again).orElseThrow(),
                            noon.minus(Duration.ofDays(9)),
                            patient,
                            Map.of(),
                            0,
                            0,
                            0),
                        "shift",
                        noon,
                        "a test event")
                    .write()))) {
      producer
          .send(new ProducerRecord<>(Bookkeeper.ACTS, act.getBytes(StandardCharsets.UTF_8)))
          .get(10, TimeUnit.SECONDS);
    }

    assertThat(run("list").out).contains(again).doesNotContain(letter);
  }

  @Test
  void garbage_is_listed_and_shown_and_can_only_be_parked() {
    var nothing = putAside(Topic.INTAKE, null, null, new RecordHeaders(), 3);
    var noise =
        putAside(
            Topic.INTAKE,
            (CANARY + " key\u001b[2J").getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0xff, 0, 13},
            with(
                new RecordHeaders(),
                Map.of(
                    "ce_type",
                    CANARY + " type",
                    "ce_id",
                    "\u0000" + CANARY,
                    CANARY,
                    CANARY,
                    "x-original-partition",
                    "many",
                    "x-reason",
                    CANARY + " reason")),
            3);
    var strange =
        putAside(
            Topic.INTAKE,
            patient.getBytes(StandardCharsets.UTF_8),
            bytes("{\"" + CANARY + "\":1}"),
            with(event("e-1", 1), 99, 1, "scheduling-service", "no-series"),
            3);
    var elsewhere =
        putAside(
            Topic.REVIEW,
            bytes(other),
            bytes(CANARY),
            with(event("e-1", 1), 3, 1, "scheduling-service", "no-series"),
            3);

    assertThat(run("list").out).contains(nothing, noise, strange, elsewhere);
    for (var letter : List.of(nothing, noise, strange, elsewhere)) {
      assertThat(run("show", letter).exit).isZero();
    }
    var redriven = run("redrive", "--all");
    assertThat(redriven.exit).isEqualTo(1);
    assertThat(redriven.err.lines())
        .containsExactlyInAnyOrder(
            "Refused " + nothing + ": it does not say where it came from; park it",
            "Refused " + noise + ": it does not say where it came from; park it",
            "Refused " + elsewhere + ": it does not say where it came from; park it",
            "Refused "
                + strange
                + ": intake.events has no partition 99, which it says it came from; park it");
    assertThat(run("park", "--all", "--reason", "noise").exit).isZero();
    assertThat(run("list").out).isEqualToIgnoringNewLines("No such dead letter waits.");
  }

  @Test
  void a_record_that_kafka_does_not_take_is_refused_and_holds_up_its_patient_only()
      throws Exception {
    var large = new byte[1_500_000];
    var first =
        putAside(
            Topic.INTAKE,
            bytes(patient),
            large,
            with(event("e-1", 1), 3, 1, "scheduling-service", "unreadable-body"),
            3);
    var second = putAside(Topic.INTAKE, patient, "e-2", 3, 2, "scheduling-service", "no-series");
    putAside(Topic.INTAKE, other, "e-3", 3, 3, "scheduling-service", "no-series");

    var redriven = run("redrive", "--all");

    assertThat(redriven.exit).isEqualTo(1);
    assertThat(redriven.err.lines())
        .containsExactly(
            "Refused " + first + ": Kafka does not take it: RecordTooLargeException",
            "Refused "
                + second
                + ": "
                + first
                + " of the same patient waits before it; redrive or park that first");
    assertThat(events(Topic.INTAKE, other)).containsExactly("e-3");
    assertThat(run("show", first).out).contains("1500000 bytes, no JSON");
  }

  @Test
  void without_a_letter_or_a_filter_nothing_is_done() {
    var letter = putAside(Topic.INTAKE, patient, "e-1", 3, 10, "scheduling-service", "no-series");

    assertThat(run("redrive").exit).isEqualTo(2);
    assertThat(run("park", "--reason", "a test event").exit).isEqualTo(2);
    assertThat(run("redrive", letter, "--all").exit).isEqualTo(2);
    assertThat(run("show").exit).isEqualTo(2);
    assertThat(run("list").out).contains(letter);
  }

  @Test
  void what_cannot_be_is_said_in_a_sentence() {
    assertThat(run("list", "--topic", "intake").err)
        .startsWith("There is no topic intake; there are intake.events, review.events, ");
    assertThat(run("show", "elsewhere:1").err).startsWith("There is no topic elsewhere;");
    assertThat(run("show", "intake.events").err).contains("names no letter");
    assertThat(run("list", "--since", "yesterday").err).startsWith("--since wants an instant");
    assertThat(run("redrive", "--all", "--rate", "0").err).startsWith("--rate is from");
    assertThat(run("redrive", "--all", "--rate", "NaN").exit).isEqualTo(2);
    assertThat(run("show", "intake.events:1", "--type", TYPE).exit).isEqualTo(2);
    assertThat(run("burn").exit).isEqualTo(2);

    var unknown = run("show", "intake.events:999999");
    assertThat(unknown.exit).isEqualTo(1);
    assertThat(unknown.err)
        .isEqualToIgnoringNewLines(
            "There is no dead letter intake.events:999999; infra/dead-letters list --all shows"
                + " those there are.");
    assertThat(run("--help").exit).isZero();
    for (var command : List.of("list", "show", "redrive", "park")) {
      assertThat(run(command, "--help").exit).isZero();
    }
  }

  @Test
  void a_broker_that_is_away_is_told_in_a_sentence() throws Exception {
    var nobody = "127.0.0.1:" + freePort();

    var away = run(() -> Bookkeeper.at(nobody, Duration.ofSeconds(1)), "list");

    assertThat(away.exit).isEqualTo(1);
    assertThat(away.err)
        .isEqualToIgnoringNewLines(
            "Kafka at "
                + nobody
                + " does not answer: start infra/up, or let KAFKA_BROKERS name another.");
    var nonsense = run(() -> Bookkeeper.at("nonsense", Duration.ofSeconds(1)), "list");
    assertThat(nonsense.err).startsWith("\"nonsense\" is no address of Kafka");
  }

  @Test
  void a_broker_whose_services_were_never_started_has_no_letters() {
    try (var fresh = KafkaBroker.temporary()) {
      Supplier<Bookkeeper> connect =
          () -> Bookkeeper.at(fresh.bootstrapServers(), Duration.ofSeconds(10));

      assertThat(run(connect, "list").out).isEqualToIgnoringNewLines("No such dead letter waits.");
      assertThat(run(connect, "redrive", "--all").exit).isZero();
    }
  }

  @Test
  void headers_are_called_as_the_services_call_them() {
    assertThat(Names.ADDED)
        .containsExactlyInAnyOrder(
            DeadLetters.TOPIC,
            DeadLetters.PARTITION,
            DeadLetters.OFFSET,
            DeadLetters.CONSUMER,
            DeadLetters.REASON,
            "x-redriven-from");
    assertThat(Names.OF_EVENTS)
        .containsExactlyInAnyOrder(
            EventHeaders.SPEC_VERSION,
            EventHeaders.ID,
            EventHeaders.TYPE,
            EventHeaders.SOURCE,
            EventHeaders.SUBJECT,
            EventHeaders.TIME,
            EventHeaders.SEQUENCE,
            EventHeaders.TRACEPARENT,
            EventHeaders.CONTENT_TYPE);
  }

  private Result run(String... arguments) {
    return run(() -> Bookkeeper.at(broker.bootstrapServers(), Duration.ofSeconds(10)), arguments);
  }

  /** Runs the tool; whatever it does, nothing of a body is in what it says. */
  private Result run(Supplier<Bookkeeper> connect, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var tool =
        new Tool(
            connect,
            new MovedClock(),
            () -> Duration.between(noon, now).toNanos(),
            pause -> {
              paused = paused.plus(pause);
              now = now.plus(pause);
            },
            "operator");
    int exit =
        DeadLettersCommand.commandLine(tool)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(out + "\n" + err)
        .as("what %s says", List.of(arguments))
        .doesNotContain(CANARY)
        .doesNotContain("\u001b", "\u0000", "Exception:", "\tat ");
    return new Result(exit, out.toString(), err.toString());
  }

  /** Time that passes only while the tool waits for the turn of the next. */
  private final class MovedClock extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private String putAside(
      Topic topic,
      String key,
      String event,
      int partition,
      long offset,
      String consumer,
      String code) {
    return putAside(topic, key, event, partition, offset, consumer, code, 3);
  }

  private String putAside(
      Topic topic,
      String key,
      String event,
      int partition,
      long offset,
      String consumer,
      String code,
      int hoursAgo) {
    var headers = with(event(event, offset), partition, offset, consumer, code);
    headers.remove(DeadLetters.TOPIC);
    return putAside(
        topic,
        bytes(key),
        bytes(body(event)),
        with(headers, Map.of(DeadLetters.TOPIC, topic.topicName(), "of-the-producer", CANARY)),
        hoursAgo);
  }

  private String putAside(Topic topic, byte[] key, byte[] body, Headers headers, int hoursAgo) {
    try {
      var stored =
          producer
              .send(
                  new ProducerRecord<>(
                      topic.deadLetterName(),
                      0,
                      noon.minus(Duration.ofHours(hoursAgo)).toEpochMilli(),
                      key,
                      body,
                      headers))
              .get(10, TimeUnit.SECONDS);
      return topic.topicName() + ":" + stored.offset();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Headers event(String id, long sequence) {
    return EventCodec.headers(
        id, TYPE, "intake-service", "episode-1", sequence, noon.minus(Duration.ofHours(4)), null);
  }

  private static Headers with(
      Headers headers, int partition, long offset, String consumer, String code) {
    return with(
        headers,
        Map.of(
            DeadLetters.TOPIC,
            Topic.INTAKE.topicName(),
            DeadLetters.PARTITION,
            String.valueOf(partition),
            DeadLetters.OFFSET,
            String.valueOf(offset),
            DeadLetters.CONSUMER,
            consumer,
            DeadLetters.REASON,
            code));
  }

  private static Headers with(Headers headers, Map<String, String> more) {
    more.forEach((name, value) -> headers.add(name, bytes(value)));
    return headers;
  }

  private static String body(String event) {
    return "{\"patientId\":\"%s\",\"clinicId\":\"%s of %s\",\"%s\":1}"
        .formatted(CANARY, CANARY, event, CANARY);
  }

  /** What lies on a topic of this patient. */
  private List<ConsumerRecord<String, byte[]>> published(Topic topic, String key) {
    try (var reader = TopicReader.of(new TestServers(broker.bootstrapServers(), "", ""), topic)) {
      return reader.records().stream().filter(each -> key.equals(each.key())).toList();
    }
  }

  private List<String> events(Topic topic, String key) {
    return published(topic, key).stream()
        .map(each -> headers(each.headers()).get("ce_id"))
        .toList();
  }

  private static Map<String, String> headers(Headers headers) {
    return Stream.of(headers.toArray())
        .collect(Collectors.toMap(header -> header.key(), header -> text(header.value())));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
