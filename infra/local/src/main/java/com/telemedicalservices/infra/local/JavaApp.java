package com.telemedicalservices.infra.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Java application of the stack, unpacked and ready to be run.
 *
 * @param name what it is called
 * @param classPath its own jar, which names its libraries, and the guard's
 * @param mainClass where it begins
 * @param heap the most its objects may take, as the JVM writes it
 * @param options what its JVM is told besides what every one is
 * @param arguments what its main class is given
 */
record JavaApp(
    String name,
    List<Path> classPath,
    String mainClass,
    String heap,
    List<String> options,
    List<String> arguments) {

  /**
   * What every JVM of the stack is told, so that a dozen of them share a small machine. Measured
   * with six services at once on two cores: 37 s and 1.8 GB without, 9 s and 1.3 GB with these and
   * an AOT cache. An AOT cache only fits a JVM with the same collector and object headers.
   */
  private static final List<String> LEAN =
      List.of(
          // No collector threads and no regions: the smallest footprint for a heap of some
          // megabytes.
          "-XX:+UseSerialGC",
          // Eight instead of twelve bytes before every object.
          "-XX:+UseCompactObjectHeaders",
          // Only the quick compiler: costs a tenth of the rate at saturation, saves half the start.
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=64m",
          // A stack of a thread is touched only as deep as it is used; this bounds the worst case.
          "-Xss512k",
          // Out of memory is a death like others: the supervisor starts it again.
          "-XX:+ExitOnOutOfMemoryError",
          // Warns of every small piece of code the cache cannot keep, which is then made anew.
          "-Xlog:aot*=error",
          // Maps the cache where it was made for instead of correcting every address in it, which
          // would make a third of it this process's own memory.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          // Flight recorder events that nobody records.
          "-Dio.netty.jfr.enabled=false",
          // Everything is on 127.0.0.1.
          "-Djava.net.preferIPv4Stack=true");

  /** Another application of the same jar. */
  JavaApp as(String otherName, Class<?> otherMain, String otherHeap, List<String> otherArguments) {
    return new JavaApp(
        otherName, classPath, otherMain.getName(), otherHeap, options, otherArguments);
  }

  /** The same with other arguments. */
  JavaApp with(List<String> otherArguments) {
    return new JavaApp(name, classPath, mainClass, heap, options, otherArguments);
  }

  /** The same application, wired by the code in this jar instead of by what it finds at start. */
  JavaApp wiredBy(Path jar) {
    var longer = new ArrayList<>(List.of(jar));
    longer.addAll(classPath);
    return new JavaApp(
        name, longer, mainClass, heap, List.of("-Dspring.aot.enabled=true"), arguments);
  }

  /** The command that runs it, from its AOT cache when there is one. */
  List<String> command(Path java, Optional<Path> aotCache) {
    return command(java, aotCache.map(cache -> "-XX:AOTCache=" + cache).stream().toList());
  }

  /** The command that runs it and has the JVM write its AOT cache when it ends. */
  List<String> trainingCommand(Path java, Path aotCache) {
    return command(java, List.of("-XX:AOTCacheOutput=" + aotCache));
  }

  /** What must be the same for two runs to share an AOT cache, but for the jars. */
  String shape() {
    return "%s %s %s %s".formatted(String.join(" ", LEAN), options, mainClass, heap);
  }

  private List<String> command(Path java, List<String> cacheOptions) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(LEAN);
    command.add("-Xmx" + heap);
    command.addAll(options);
    command.addAll(cacheOptions);
    command.add("-cp");
    command.add(String.join(":", classPath.stream().map(Path::toString).toList()));
    command.add(Guarded.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
