package com.telemedicalservices.infra.benchmark;

import com.telemedicalservices.infra.local.Progress;
import java.io.PrintStream;
import java.time.Duration;

/** Tells what the stack is doing, one line each. */
record Lines(PrintStream out) implements Progress {

  @Override
  public void doing(String what) {
    out.println("  … " + what);
  }

  @Override
  public void done(Duration took) {}

  @Override
  public void ready(String name, Duration after, String address, boolean again) {
    out.printf("  %-26s ready after %.1f s%n", name, after.toMillis() / 1000.0);
  }

  @Override
  public void died(String name, String how, Duration pause) {
    out.printf("  ! %s died: %s%n", name, how);
  }

  @Override
  public void note(String text) {
    out.println("  ! " + text);
  }
}
