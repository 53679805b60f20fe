package com.telemedicalservices.infra.traffic;

/** Where a patient's care can end, as the services' own views show it. */
enum Outcome {
  FINISHED_SERIES("finished the series"),
  DECLINED("declined by a provider"),
  REFERRED("in crisis at intake, referred to higher care"),
  REFERRED_IN_SERIES("in crisis during the series, referred to higher care"),
  LAPSED("abandoned the intake, which lapsed"),
  WITHDREW_DURING_INTAKE("withdrew during the intake"),
  WITHDREW_FROM_REVIEW("withdrew before a series was booked"),
  WITHDREW_FROM_SERIES("withdrew from a booked series"),
  NEVER_CAME("booked a series, but never came"),
  UNFINISHED("still on the way");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** The same for people. */
  String words() {
    return words;
  }

  /**
   * Where a patient ended.
   *
   * @param intake status of the intake; empty when there is none
   * @param revision of the dossier handed in last; 0 when none was
   * @param review status of the review; empty when there is none
   * @param series status of the series; empty when there is none
   */
  static Outcome of(String intake, int revision, String review, String series) {
    return switch (intake) {
      case "LAPSED" -> series.isEmpty() && review.equals("WITHDRAWN") ? LAPSED : UNFINISHED;
      case "WITHDRAWN" -> review.equals("WITHDRAWN") ? withdrawn(revision, series) : UNFINISHED;
      case "SUBMITTED" -> submitted(review, series);
      default -> UNFINISHED;
    };
  }

  private static Outcome withdrawn(int revision, String series) {
    return switch (series) {
      case "" -> revision == 0 ? WITHDREW_DURING_INTAKE : WITHDREW_FROM_REVIEW;
      case "STOPPED" -> WITHDREW_FROM_SERIES;
      default -> UNFINISHED;
    };
  }

  private static Outcome submitted(String review, String series) {
    return switch (review) {
      case "DECLINED" -> series.isEmpty() ? DECLINED : UNFINISHED;
      case "COMPLETED" -> series.equals("COMPLETED") ? FINISHED_SERIES : UNFINISHED;
      case "DISCONTINUED" ->
          switch (series) {
            case "" -> REFERRED;
            case "COMPLETED" -> REFERRED_IN_SERIES;
            case "STOPPED" -> NEVER_CAME;
            default -> UNFINISHED;
          };
      default -> UNFINISHED;
    };
  }
}
