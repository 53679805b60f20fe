package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a synthetic patient will do, decided before anything has happened.
 *
 * @param number which patient, from 1
 * @param name a name nobody has
 * @param email an address at a domain nobody can have
 * @param phone a number kept free for fiction
 * @param language the language spoken
 * @param age in years
 * @param story the course their care will take
 * @param arrivesAfter how long after the start they ask for help
 * @param tier the risk their first answers show
 * @param severity how strong their symptoms are at first, from 0 to 3 an item
 * @param resumesAfter how long they put the form aside in the middle; zero if not at all
 * @param answersAfter how long they need to answer a check-in
 * @param habits what makes them hard on the software
 * @param missedSessions the sessions, by number, they do not come to
 * @param movedSession the session, by number, they ask to move; 0 for none
 * @param missedCheckIns the check-ins, by their turn, they do not answer
 * @param turningPoint the session, by number, after which their crisis comes, or they withdraw
 */
record PatientPlan(
    int number,
    String name,
    String email,
    String phone,
    String language,
    int age,
    Story story,
    Duration arrivesAfter,
    RiskTier tier,
    int severity,
    Duration resumesAfter,
    Duration answersAfter,
    Set<Habit> habits,
    Set<Integer> missedSessions,
    int movedSession,
    Set<Integer> missedCheckIns,
    int turningPoint) {

  static final int SESSIONS = 6;

  PatientPlan {
    habits = Set.copyOf(habits);
    missedSessions = Set.copyOf(missedSessions);
    missedCheckIns = Set.copyOf(missedCheckIns);
  }

  /** What makes a patient hard on the software. */
  enum Habit {
    /** Sends the same request twice. */
    DOUBLE_CLICKS,
    /** Saves from a device that has not seen the latest version. */
    SAVES_FROM_STALE_DEVICE
  }

  /** Who it is, for the people who read the report. */
  String label() {
    return "patient " + number;
  }

  boolean has(Habit habit) {
    return habits.contains(habit);
  }

  /** How many sessions end with the patient discharged, if all goes as planned. */
  int sessionsGiven() {
    return switch (story) {
      case FINISHES,
          FINISHES_AFTER_CRISIS_AT_INTAKE,
          FINISHES_AFTER_CRISIS_IN_SERIES,
          FINISHES_AFTER_INFORMATION_REQUEST ->
          SESSIONS - missedSessions.size();
      case IS_REFERRED_IN_SERIES, WITHDRAWS_IN_SERIES -> turningPoint;
      case NEVER_COMES,
          IS_DECLINED,
          IS_REFERRED_AT_INTAKE,
          ABANDONS_INTAKE,
          WITHDRAWS_DURING_INTAKE,
          WITHDRAWS_IN_REVIEW,
          WITHDRAWS_WHEN_APPROVED ->
          0;
    };
  }

  /** The answers about depression. */
  Map<String, Object> phq9() {
    return Questionnaires.symptoms(Questionnaires.PHQ_9, severity, tier == RiskTier.NONE ? 0 : 1);
  }

  /** The answers about anxiety. */
  Map<String, Object> gad7() {
    return Questionnaires.symptoms(Questionnaires.GAD_7, severity, severity);
  }

  /** The answers to the suicide-risk screener. */
  Map<String, Object> screener() {
    return Questionnaires.screener(tier);
  }

  /** The first lines of the contact record. */
  Map<String, Object> contact() {
    return Map.of("name", name, "email", email, "phone", phone, "zone", "America/Phoenix");
  }

  /** Every required form with its answers, in the order they are filled in. */
  List<Map.Entry<String, Map<String, Object>>> forms() {
    List<Map.Entry<String, Map<String, Object>>> forms =
        new ArrayList<>(Cases.answers(this).entrySet());
    forms.add(Map.entry("audit-c", Questionnaires.rarelyDrinks()));
    forms.add(Map.entry("phq-9", phq9()));
    forms.add(Map.entry("gad-7", gad7()));
    forms.add(Map.entry("c-ssrs-screener", screener()));
    return forms;
  }
}
