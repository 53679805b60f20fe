package com.telemedicalservices.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.delivery.Protection.Witness;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;

/**
 * The tests of the kit can fail: whatever {@link Protection} is taken out of its class file, the
 * test that is named with it notices, and all of them pass when nothing is missing.
 *
 * <p>Protections that show only in a running service have their tests in {@code KitJourneyTest},
 * {@code OutagesTest} and {@code FailedPollsTest} and are not here, since it takes too long to
 * start one for each: what the web asks of a request, records that cannot be read, how hard the
 * database and the producer are told to try, that a poll which failed is asked for anew, and the
 * order in which a service stops. That a write which fails does not stop those of its bulk that
 * come after it is not here either: the embedded server goes on even when it is asked not to. What
 * else is not here is named in {@code docs/guarantees.md}.
 */
@WithServers
class ProtectionsTest {

  /** How long a test waits for what will never come, where it does not say so itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @ParameterizedTest
  @EnumSource
  void a_protection_that_is_missing_is_missed(Protection protection) {
    Awaitility.setDefaultTimeout(PATIENCE);
    try {
      Events tests = run(KitOfItsOwn.without(protection.removal()), Set.of(protection.witness()));

      List<Throwable> failures = failures(tests);
      assertThat(tests.started().count()).isEqualTo(1);
      assertThat(failures).as("failures without %s", protection).hasSize(1);
      assertThat(failures.getFirst())
          .as("what was noticed without %s", protection)
          .isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
      assertThat(causes(failures.getFirst()))
          .doesNotHaveAnyElementsOfTypes(LinkageError.class, ClassCastException.class);
    } finally {
      Awaitility.reset();
    }
  }

  @Test
  void with_every_protection_in_place_the_same_tests_pass() {
    Set<Witness> witnesses =
        Arrays.stream(Protection.values()).map(Protection::witness).collect(Collectors.toSet());

    Events tests = run(KitOfItsOwn.whole(), witnesses);

    assertThat(failures(tests)).isEmpty();
    assertThat(tests.succeeded().count()).isEqualTo(witnesses.size());
  }

  @Test
  void a_protection_that_is_no_longer_where_it_was_is_missed() {
    assertThatThrownBy(() -> KitOfItsOwn.without(moved("Documents", "guardedUpdate", "Gone.eq")))
        .hasMessageContaining("no longer where it was");
    assertThatThrownBy(() -> KitOfItsOwn.without(moved("Documents", "gone", "Filters.eq")))
        .hasMessageContaining("no longer where it was");
    assertThatThrownBy(() -> KitOfItsOwn.without(moved("Gone", "guardedUpdate", "Filters.eq")))
        .hasMessageContaining("no longer where it was");
  }

  private static Removal moved(String type, String method, String callee) {
    return new Removal.OfCall(
        "com.telemedicalservices.kit.store." + type, method, callee, 0, "atAnyVersion");
  }

  private static Events run(KitOfItsOwn kit, Collection<Witness> witnesses) {
    DiscoverySelector[] selectors =
        witnesses.stream()
            .map(witness -> selector(kit.own(witness.testClass().getName()), witness.method()))
            .toArray(DiscoverySelector[]::new);
    return EngineTestKit.engine("junit-jupiter").selectors(selectors).execute().testEvents();
  }

  private static DiscoverySelector selector(Class<?> testClass, String name) {
    List<Method> methods =
        ReflectionSupport.findMethods(
            testClass, method -> method.getName().equals(name), HierarchyTraversalMode.TOP_DOWN);
    assertThat(methods).as("tests named %s", name).hasSize(1);
    return selectMethod(testClass, methods.getFirst());
  }

  private static List<Throwable> failures(Events tests) {
    return tests.stream()
        .filter(event -> event.getType() == EventType.FINISHED)
        .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> Stream.concat(Stream.of(cause), Arrays.stream(cause.getSuppressed())))
        .toList();
  }
}
