package com.telemedicalservices.infra.redrive;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A sub-command that does something with letters, on somebody's account. */
abstract class ActCommand extends ToolCommand {

  @Option(names = "--all", description = "All that wait, without a filter.")
  private boolean all;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who does it; the user of this machine when not said.")
  private @Nullable String by;

  ActCommand(Tool tool) {
    super(tool);
  }

  @Override
  void check(Selection selected) {
    if (selected.isEmpty() && !all) {
      throw new Selection.UsageException(
          "Name letters, give a filter, or say --all for all that wait.");
    }
    if (!selected.isEmpty() && all) {
      throw new Selection.UsageException("--all leaves no room for letters or filters.");
    }
  }

  String by() {
    return Optional.ofNullable(by)
        .map(Printed::line)
        .filter(name -> !name.isEmpty())
        .orElse(tool.user());
  }
}
