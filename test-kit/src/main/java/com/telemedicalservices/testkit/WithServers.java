package com.telemedicalservices.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real Kafka and a real MongoDB of which it sees only its own part.
 *
 * <p>The servers are started once per JVM and shared, see {@link SharedServers}. Topic names are
 * fixed, so classes are kept apart in time: when a class begins, all topics and consumer groups
 * that earlier classes left are deleted, and it gets a database of its own name. Classes therefore
 * run one after the other, as JUnit does by default. Methods of one class share topics and
 * database: they keep apart by fresh ids. So does a class that a test of another such class runs:
 * what the outer one has is not deleted under it.
 *
 * <p>A {@code @SpringBootTest} needs nothing more: {@code spring.mongodb.uri}, {@code
 * spring.mongodb.database} and {@code telemedical.kafka-brokers} are set, and the application
 * context is closed after the class, so that none of its consumers works for the next.
 *
 * <p>Test methods can ask for {@link TestServers} as a parameter. With {@link #owned()} they can
 * also ask for the {@link com.telemedicalservices.testkit.servers.KafkaBroker} and the {@link
 * com.telemedicalservices.testkit.servers.MongoDbServer}, to take them away and give them back.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServersExtension.class)
public @interface WithServers {

  /**
   * Whether the class gets servers that nobody else uses, always in this JVM and never in a
   * container: it costs about two seconds, and is for classes that stop them.
   */
  boolean owned() default false;
}
