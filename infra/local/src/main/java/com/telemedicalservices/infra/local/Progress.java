package com.telemedicalservices.infra.local;

import java.time.Duration;

/** Is told what the stack is doing while it does it. */
public interface Progress {

  /** Something is being done that may take a while. */
  void doing(String what);

  /** That took so long. */
  void done(Duration took);

  /** A process is ready for work. */
  void ready(String name, Duration after, String address, boolean again);

  /** A process died and will be started again. */
  void died(String name, String how, Duration pause);

  /** Something a person should know. */
  void note(String text);
}
