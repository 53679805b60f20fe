package com.telemedicalservices.infra.redrive;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every sub-command does: choose letters, look at the shelf, and do something. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class ToolCommand implements Callable<Integer> {

  final Tool tool;

  @Mixin private Selection selection = new Selection();

  /** The parser puts its own here. */
  @Spec private CommandSpec spec = CommandSpec.create();

  ToolCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public final Integer call() throws InterruptedException {
    check(selection);
    var wanted = selection.check(tool.clock());
    try (var bookkeeper = tool.connect().get()) {
      return run(bookkeeper, bookkeeper.read(), wanted);
    }
  }

  /**
   * Looks at the command line before anything else happens.
   *
   * @throws Selection.UsageException when it asks for what cannot be
   */
  abstract void check(Selection selected);

  /** Does it; the answer is the exit code. */
  abstract int run(Bookkeeper bookkeeper, Shelf shelf, Selection.Wanted wanted)
      throws InterruptedException;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
