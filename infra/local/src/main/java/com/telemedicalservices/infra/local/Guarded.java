package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends this JVM when the process that started it has ended.
 *
 * <p>The starter holds the other end of this process's standard input and writes nothing to it.
 * When the starter is gone, however it went, the operating system closes that end, this side reads
 * the end of the stream, and stops in order. So nothing that the local stack starts outlives it,
 * not even when the stack is killed.
 *
 * <p>It uses nothing but the JDK: it stands on every service's class path.
 */
public final class Guarded {

  private static final long GRACE_MILLIS = 10_000;

  private Guarded() {}

  /** Runs the main class named first with the arguments that follow. */
  public static void main(String[] arguments) throws Throwable {
    Thread.ofPlatform().daemon().name("guard").start(Guarded::endWithTheStarter);
    var main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      main.invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWithTheStarter() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes here; only the end of the stream says something.
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
    Thread.ofPlatform().daemon().name("guard-grace").start(Guarded::haltAfterGrace);
    System.exit(1);
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
