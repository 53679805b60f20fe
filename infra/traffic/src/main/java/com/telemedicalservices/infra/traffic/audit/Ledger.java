package com.telemedicalservices.infra.traffic.audit;

import java.util.ArrayList;
import java.util.List;

/** What the clients have been told has happened, as they were told it. */
public final class Ledger {

  private final List<Fact> facts = new ArrayList<>();

  /** A service has acknowledged this. */
  public synchronized void acknowledged(Fact fact) {
    facts.add(fact);
  }

  /** Everything acknowledged so far. */
  public synchronized List<Fact> facts() {
    return List.copyOf(facts);
  }
}
