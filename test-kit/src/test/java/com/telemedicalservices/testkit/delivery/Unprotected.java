package com.telemedicalservices.testkit.delivery;

import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import com.telemedicalservices.kit.outbox.EventSender;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Change;
import com.telemedicalservices.kit.store.Fact;
import com.telemedicalservices.kit.store.FactResult;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What the kit does where a protection has been taken out, called by its changed class files: each
 * method stands for a call, with the object that was called first, or for the body of a method. An
 * object of a class that only the kit can name is just an object here.
 */
public final class Unprotected {

  private Unprotected() {}

  /** The update does not ask for the version. */
  public static Bson atAnyVersion(String field, Object value) {
    return field.equals("version") ? Filters.empty() : Filters.eq(field, value);
  }

  /** Nothing, for the field of a write that must not be written, or of a document as read. */
  public static List<?> nothing(Object owner) {
    return List.of();
  }

  /** No mark of a fact that was applied. */
  public static Set<String> noMarks(Object loaded) {
    return Set.of();
  }

  /** No request, so that its key is not written. */
  public static @Nullable Document noRequest(Object write) {
    return null;
  }

  /** The caller need not have seen the last version. */
  public static @Nullable Long noVersion(Change<?, ?> change) {
    return null;
  }

  /** Two texts count as the same. */
  public static boolean theSame(String one, Object other) {
    return true;
  }

  /** Something is not in a set, whatever is in it. */
  public static boolean absent(Set<?> set, Object wanted) {
    return false;
  }

  /** All is in a set, whatever is in it. */
  public static boolean allPresent(Set<?> set, Collection<?> wanted) {
    return true;
  }

  /** A list counts as having one element. */
  public static int single(List<?> list) {
    return 1;
  }

  /** A list counts as empty. */
  public static int empty(List<?> list) {
    return 0;
  }

  /** An index that lets two hold the same. */
  public static IndexOptions notUnique(IndexOptions options, boolean unique) {
    return options;
  }

  /** The claims of one that claims nothing more stay. */
  public static Bson keepingAllClaims(String field) {
    return Updates.unset(field.equals("claims") ? "nothing" : field);
  }

  /** The claims of one that claims less stay. */
  public static Bson keepingClaims(String field, Object value) {
    return field.equals("claims")
        ? Updates.addEachToSet(field, (List<?>) value)
        : Updates.set(field, value);
  }

  /** All writes of a bulk that cannot be sent are refused. */
  public static List<?> allRefused(Object documents, List<?> writes) throws Exception {
    return Collections.nCopies(writes.size(), resultNamed("REFUSED"));
  }

  /** Whoever has lost a race is told that he has written. */
  public static Object asIfWritten(BulkWriteError error) throws Exception {
    return resultNamed("WRITTEN");
  }

  private static Object resultNamed(String name) throws Exception {
    for (Object result :
        Class.forName("com.telemedicalservices.kit.store.Write$Result").getEnumConstants()) {
      if (result.toString().equals(name)) {
        return result;
      }
    }
    throw new IllegalStateException(name);
  }

  /** Whoever has lost a race gives up. */
  public static void givingUp(int lostRaces) {
    throw new StoreUnavailableException("Somebody was faster", null);
  }

  /** A lease is over when it begins. */
  public static Instant atOnce(Instant now, TemporalAmount lease) {
    return now;
  }

  /** A lease never ends. */
  public static Instant never(Instant now, TemporalAmount lease) {
    return Instant.parse("9999-01-01T00:00:00Z");
  }

  /** One whose lease has ended counts as due since then. */
  public static Instant endOfLease(Document document, Instant dueAt) {
    return dueAt;
  }

  /** The update does not ask whether it is still due. */
  public static Bson dueOrNot(String field, Object value) {
    return Filters.empty();
  }

  /** It is not too late, whatever the clock says. */
  public static boolean inTime(Instant now, Instant end) {
    return true;
  }

  /** A database that is away makes poison of facts. */
  public static <C> List<FactResult> poisonedByOutage(
      AggregateStore<?, C, ?> store, List<Fact<C>> facts) {
    try {
      return store.apply(facts);
    } catch (StoreUnavailableException e) {
      return Collections.nCopies(facts.size(), new FactResult.Poisonous("outage"));
    }
  }

  /** Nobody waits for what becomes of a message. */
  public static EventSender.Failure acknowledgedAtOnce(CompletableFuture<?> fate) {
    return EventSender.Failure.NONE;
  }

  /** One trace for all. */
  public static String oneTrace() {
    return "00-aaf7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  }

  /** An event counts as published when it is handed over. */
  public static EventSender.Taken acknowledgedWhenHandedOver(
      EventSender sender,
      ProducerRecord<String, byte[]> message,
      Consumer<EventSender.Failure> settled) {
    EventSender.Taken taken = sender.send(message, fate -> {});
    settled.accept(EventSender.Failure.NONE);
    return taken;
  }

  /** The first of a line leaves it before Kafka has it, so that the next can go. */
  @SuppressWarnings("unchecked")
  public static @Nullable Object firstThatLetsTheNextGo(Object relay, String line)
      throws Exception {
    Map<String, Deque<Object>> lines = (Map<String, Deque<Object>>) field(relay, "lines");
    Queue<String> ready = (Queue<String>) field(relay, "ready");
    Object[] first = new Object[1];
    lines.computeIfPresent(
        line,
        (name, items) -> {
          first[0] = items.poll();
          if (items.isEmpty()) {
            return null;
          }
          ready.add(name);
          return items;
        });
    return first[0];
  }

  /** Those behind a refused event go on without it. */
  public static Object goingOn(Object relay, String line, Deque<?> items) throws Exception {
    Method afterFirst = relay.getClass().getDeclaredMethod("afterFirst", String.class, Deque.class);
    afterFirst.setAccessible(true);
    return afterFirst.invoke(relay, line, items);
  }

  private static Object field(Object owner, String name) throws Exception {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  /** Nobody sweeps. */
  public static int unswept(Object relay) {
    return 0;
  }

  /** An event that is not taken now is forgotten. */
  public static boolean forgotten(Queue<?> queue, Object line) {
    return false;
  }

  /** Nobody waits. */
  public static void unfinished(Object relay) {}
}
