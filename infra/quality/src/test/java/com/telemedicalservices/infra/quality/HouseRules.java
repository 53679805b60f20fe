package com.telemedicalservices.infra.quality;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * How the house is built: who may know whom, and which calls are banned. The rules hold for all
 * main code under a root package, so that the same rules can be shown to catch violations planted
 * under another root.
 *
 * @param root the package that has {@code contracts}, {@code kit}, {@code testkit}, {@code infra}
 *     and one package for each service directly below it
 */
record HouseRules(String root) {

  private static final Set<String> NO_SERVICES = Set.of("contracts", "kit", "testkit", "infra");

  /** The rooms of a service; the empty one is its root package. */
  private static final Set<String> ROOMS = Set.of("", "domain", "web", "stream");

  private static final Set<String> OLD_TIME_TYPES =
      Set.of(
          "java.util.Date",
          "java.util.Calendar",
          "java.util.GregorianCalendar",
          "java.util.TimeZone",
          "java.text.DateFormat",
          "java.text.SimpleDateFormat");

  private static final Set<String> TRANSACTIONAL =
      Set.of(
          "org.springframework.transaction.annotation.Transactional",
          "jakarta.transaction.Transactional");

  /** Every rule by its name. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("domain is pure Java", domainIsPureJava());
    rules.put("services do not see each other", servicesDoNotSeeEachOther());
    rules.put("contracts know nobody", contractsKnowNobody());
    rules.put("the kit knows no service", kitKnowsNoService());
    rules.put("nobody knows infra or the test kit", nobodyKnowsInfraOrTheTestKit());
    rules.put("a service has four rooms", aServiceHasFourRooms());
    rules.put("web and stream do not see each other", webAndStreamDoNotSeeEachOther());
    rules.put("no cycles between packages", noCyclesBetweenPackages());
    rules.put("no machine time", noMachineTime());
    rules.put("no ids drawn outside", noIdsDrawnOutside());
    rules.put("no printing", noPrinting());
    rules.put("no sleeping", noSleeping());
    rules.put("no old time types", noOldTimeTypes());
    rules.put("no field injection", noFieldInjection());
    rules.put("no transactions", noTransactions());
    rules.put("no stream bridge", noStreamBridge());
    rules.put("no Jackson 2", noJackson2());
    rules.put("no whole document is saved", noWholeDocumentIsSaved());
    return rules;
  }

  ArchRule domainIsPureJava() {
    return classes()
        .that(are("in a domain", type -> room(type).equals("domain")))
        .should(
            notDependOn(
                "anything but java.*, JSpecify, contracts, the kit's domain and themselves",
                (type, other) ->
                    !isJava(other)
                        && !other.getPackageName().equals("org.jspecify.annotations")
                        && !part(other).equals("contracts")
                        && !(part(other).equals("kit") && room(other).equals("domain"))
                        && !(part(other).equals(part(type)) && room(other).equals("domain"))))
        .because("the rules of the clinic are read, tested and simulated without any framework");
  }

  ArchRule servicesDoNotSeeEachOther() {
    return classes()
        .that(are("in a service", this::isService))
        .should(
            notDependOn(
                "another service",
                (type, other) -> isService(other) && !part(other).equals(part(type))))
        .because("each service is deployed and scaled alone; they talk by events and HTTP");
  }

  ArchRule contractsKnowNobody() {
    return classes()
        .that(are("in contracts", type -> part(type).equals("contracts")))
        .should(
            notDependOn(
                "anything but java.*, JSpecify and themselves",
                (type, other) ->
                    !isJava(other)
                        && !other.getPackageName().equals("org.jspecify.annotations")
                        && !part(other).equals("contracts")))
        .because("everybody stands on the contracts");
  }

  ArchRule kitKnowsNoService() {
    return classes()
        .that(are("in the kit", type -> part(type).equals("kit")))
        .should(notDependOn("a service", (type, other) -> isService(other)))
        .because("every service stands on the kit");
  }

  ArchRule nobodyKnowsInfraOrTheTestKit() {
    return classes()
        .that(are("in contracts, kit or a service", this::isProduct))
        .should(
            notDependOn(
                "infra or the test kit", (type, other) -> isOurs(other) && !isProduct(other)))
        .because("what runs at a clinic does not carry its scaffolding");
  }

  ArchRule aServiceHasFourRooms() {
    return classes()
        .that(are("in a service", this::isService))
        .should(
            new ArchCondition<>("be in its root package, domain, web or stream") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!ROOMS.contains(room(type))) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, type.getName() + " is in the room " + room(type)));
                }
              }
            })
        .because("a reader finds the same four rooms in every service");
  }

  ArchRule webAndStreamDoNotSeeEachOther() {
    return classes()
        .that(are("in web or stream", type -> isService(type) && isEntrance(type)))
        .should(
            notDependOn(
                "the other entrance",
                (type, other) ->
                    part(other).equals(part(type))
                        && isEntrance(other)
                        && !room(other).equals(room(type))))
        .because("what both need belongs to the domain");
  }

  ArchRule noCyclesBetweenPackages() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("packages that need each other are one package");
  }

  ArchRule noMachineTime() {
    return noClasses()
        .that(
            are(
                "in contracts, kit or a service, but not in the kit's clock",
                type -> isProduct(type) && !isRoomOfKit(type, "clock")))
        .should()
        .accessTargetWhere(accessTo("the time of the machine", HouseRules::readsMachineTime))
        .because("time comes in as a Clock or as a value, so that tests and demos can move it");
  }

  ArchRule noIdsDrawnOutside() {
    return noClasses()
        .that(
            are(
                "in contracts, kit or a service, but not in the kit's ids or trace",
                type ->
                    isProduct(type) && !isRoomOfKit(type, "ids") && !isRoomOfKit(type, "trace")))
        .should()
        .accessTargetWhere(
            accessTo(
                "a source of random ids",
                target ->
                    (isMember(target, "java.util.UUID", "randomUUID")
                        || target.getOwner().getPackageName().startsWith("com.github.f4b6a3"))))
        .because(
            "ids come from Ids, so that a test can say what they are; a trace is nobody's"
                + " identity");
  }

  ArchRule noPrinting() {
    return noClasses()
        .that(are("in contracts, kit or a service", this::isProduct))
        .should()
        .accessTargetWhere(
            accessTo(
                "the console",
                target ->
                    isMember(target, "java.lang.System", "out")
                        || isMember(target, "java.lang.System", "err")
                        || target.getName().equals("printStackTrace")))
        .because(
            "what a service has to say goes through the log, where personal values are kept out");
  }

  ArchRule noSleeping() {
    return noClasses()
        .that(are("in contracts, kit or a service", this::isProduct))
        .should()
        .accessTargetWhere(
            accessTo(
                "a sleep",
                target ->
                    isMember(target, "java.lang.Thread", "sleep")
                        || isMember(target, "java.util.concurrent.TimeUnit", "sleep")))
        .because("a sleeping thread cannot be told to stop: wait on a condition with a time-out");
  }

  ArchRule noOldTimeTypes() {
    return classes()
        .that(are("in a service", this::isService))
        .should(
            notDependOn(
                "java.util.Date and its kin",
                (type, other) -> OLD_TIME_TYPES.contains(other.getName())))
        .because("times are instants with the zone they were agreed in");
  }

  ArchRule noFieldInjection() {
    return noFields()
        .that()
        .areDeclaredInClassesThat(are("in contracts, kit or a service", this::isProduct))
        .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
        .because("a constructor says what a class needs, and a test can give it");
  }

  ArchRule noTransactions() {
    return classes()
        .that(are("in contracts, kit or a service", this::isProduct))
        .should(
            notDependOn("@Transactional", (type, other) -> TRANSACTIONAL.contains(other.getName())))
        .because("what must happen together is one write of one document");
  }

  ArchRule noStreamBridge() {
    return classes()
        .that(are("in contracts, kit or a service", this::isProduct))
        .should(
            notDependOn(
                "StreamBridge",
                (type, other) ->
                    other
                        .getName()
                        .equals("org.springframework.cloud.stream.function.StreamBridge")))
        .because("an event leaves through the outbox, or it is lost in a crash");
  }

  ArchRule noJackson2() {
    return classes()
        .that(are("of ours", this::isOurs))
        .should(
            notDependOn(
                "Jackson 2",
                (type, other) ->
                    other.getPackageName().startsWith("com.fasterxml.jackson.databind")))
        .because("there is one Jackson, tools.jackson; two would write two kinds of JSON");
  }

  ArchRule noWholeDocumentIsSaved() {
    return noClasses()
        .that(are("of ours", this::isOurs))
        .should()
        .accessTargetWhere(
            accessTo(
                "save of Spring Data",
                target ->
                    target.getName().equals("save")
                        && target
                            .getOwner()
                            .getPackageName()
                            .startsWith("org.springframework.data")))
        .because(
            "the relay changes the same document: only guarded updates of single fields are safe");
  }

  private static boolean readsMachineTime(AccessTarget target) {
    String owner = target.getOwner().getPackageName();
    boolean readsNow =
        owner.equals("java.time")
            && target.getName().equals("now")
            && !(target instanceof AccessTarget.CodeUnitAccessTarget call && takesAClock(call));
    return readsNow
        || (isMember(target, "java.time.Clock", target.getName())
            && Set.of(
                    "system",
                    "systemUTC",
                    "systemDefaultZone",
                    "tickSeconds",
                    "tickMinutes",
                    "tickMillis")
                .contains(target.getName()))
        || isMember(target, "java.time.InstantSource", "system")
        || isMember(target, "java.lang.System", "currentTimeMillis");
  }

  private static boolean takesAClock(AccessTarget.CodeUnitAccessTarget call) {
    return call.getRawParameterTypes().stream()
        .anyMatch(parameter -> parameter.isEquivalentTo(Clock.class));
  }

  private static boolean isMember(AccessTarget target, String owner, String name) {
    return target.getOwner().getName().equals(owner) && target.getName().equals(name);
  }

  private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
    return describe("are " + description, test);
  }

  private static DescribedPredicate<JavaAccess<?>> accessTo(
      String description, Predicate<AccessTarget> test) {
    return describe(description, access -> test.test(access.getTarget()));
  }

  private static ArchCondition<JavaClass> notDependOn(
      String description, BiPredicate<JavaClass, JavaClass> forbidden) {
    return new ArchCondition<>("not depend on " + description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(known -> forbidden.test(type, known.getTargetClass().getBaseComponentType()))
            .forEach(
                known -> events.add(SimpleConditionEvent.violated(known, known.getDescription())));
      }
    };
  }

  private static boolean isJava(JavaClass type) {
    return type.isPrimitive() || type.getPackageName().startsWith("java.");
  }

  private boolean isOurs(JavaClass type) {
    return !part(type).isEmpty();
  }

  private boolean isService(JavaClass type) {
    return isOurs(type) && !NO_SERVICES.contains(part(type));
  }

  /** What runs at a clinic. */
  private boolean isProduct(JavaClass type) {
    return isService(type) || part(type).equals("contracts") || part(type).equals("kit");
  }

  private boolean isEntrance(JavaClass type) {
    return room(type).equals("web") || room(type).equals("stream");
  }

  private boolean isRoomOfKit(JavaClass type, String room) {
    return part(type).equals("kit") && room(type).equals(room);
  }

  /** The package directly below the root: a service, contracts, kit, testkit or infra. */
  private String part(JavaClass type) {
    return segment(type, 0);
  }

  /** The package below that one; empty for the part's own root package. */
  private String room(JavaClass type) {
    return segment(type, 1);
  }

  private String segment(JavaClass type, int index) {
    if (!type.getPackageName().startsWith(root + ".")) {
      return "";
    }
    String[] segments = type.getPackageName().substring(root.length() + 1).split("\\.");
    return index < segments.length ? segments[index] : "";
  }
}
