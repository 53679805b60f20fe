package com.telemedicalservices.infra.traffic.audit;

import java.util.List;

/** The audit of the books: every check there is, in the order it is reported. */
public final class Audit {

  private Audit() {}

  /** Whether any two aggregates hold the same at this moment. */
  public static Finding cells(List<Book> holders) {
    return TwiceChecks.cellsHeldTwice(holders);
  }

  /** What all checks find. */
  public static List<Finding> of(Books books) {
    return List.of(
        LostChecks.factsLost(books),
        LostChecks.eventsLost(books),
        LostChecks.deadLetters(books),
        TwiceChecks.factsAppliedTwice(books),
        TwiceChecks.effectsTwice(books),
        TwiceChecks.cellsHeldTwice(books.books()),
        TwiceChecks.placesTakenTwice(books),
        TwiceChecks.messagesSentTwice(books),
        OverdueChecks.workOverdue(books),
        OverdueChecks.eventsUnpublished(books),
        OverdueChecks.alertsUnanswered(books),
        SafetyChecks.bookedWithoutApproval(books),
        SafetyChecks.treatedWhileSuspended(books),
        SafetyChecks.treatedInCrisis(books),
        SafetyChecks.treatedTooSoon(books),
        SafetyChecks.reopened(books));
  }
}
