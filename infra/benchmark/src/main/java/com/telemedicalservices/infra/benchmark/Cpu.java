package com.telemedicalservices.infra.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/** CPU time of processes, as the kernel counts it. */
final class Cpu {

  private Cpu() {}

  /** Of these processes and their children together. */
  static Duration of(Collection<Long> pids) {
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
