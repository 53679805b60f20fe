package com.telemedicalservices.scheduling.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be told to, or asked of, a treatment. */
public sealed interface TreatmentCommand {

  /** Something another service said; never refused. */
  sealed interface Fact extends TreatmentCommand {
    /** The course of care it is about. */
    String episodeId();

    /** The patient it is about. */
    String patientId();
  }

  /** A provider approved a series. */
  record Approved(String episodeId, String patientId, String approvalId, Terms terms)
      implements Fact {}

  /** An approval no longer stands. */
  record Suspended(
      String episodeId, String patientId, String approvalId, String reasonCode, Instant at)
      implements Fact {}

  /** An approval stands again. */
  record Reinstated(String episodeId, String patientId, String approvalId, Instant at)
      implements Fact {}

  /** An approval ended by time. */
  record Expired(String episodeId, String patientId, String approvalId, Instant at)
      implements Fact {}

  /** The patient gave a suicide-risk signal. */
  record CrisisFlagged(String episodeId, String patientId, Instant at) implements Fact {}

  /** A clinician assessed a patient in crisis. */
  record CrisisDispositioned(
      String episodeId, String patientId, RiskTier tierAfter, Instant flagsUntil) implements Fact {}

  /** The patient signed a consent. */
  record ConsentSigned(String episodeId, String patientId, String kind, String version, Instant at)
      implements Fact {}

  /** The patient withdrew a consent. */
  record ConsentWithdrawn(String episodeId, String patientId, String kind, Instant at)
      implements Fact {}

  /** The patient ended the episode. */
  record Withdrawn(String episodeId, String patientId, Instant at) implements Fact {}

  /**
   * Book a whole series.
   *
   * @param zone time zone the times were agreed in
   * @param slots its sessions in order, all in one clinic
   * @param actor who books
   */
  record BookSeries(String zone, List<Slot> slots, String actor) implements TreatmentCommand {
    public BookSeries {
      slots = List.copyOf(slots);
    }
  }

  /** Something that is asked of one session by somebody. */
  sealed interface OfSession extends TreatmentCommand {
    /** Which session. */
    String sessionId();

    /** Who asks. */
    String actor();
  }

  /** Give it another time. */
  record Move(String sessionId, Slot slot, String reasonCode, String actor) implements OfSession {}

  /** It will not take place. */
  record Cancel(String sessionId, String reasonCode, String actor) implements OfSession {}

  /** The patient will come. */
  record Confirm(String sessionId, String actor) implements OfSession {}

  /** The patient is here and identified. */
  record CheckIn(String sessionId, String actor) implements OfSession {}

  /**
   * Start the infusion.
   *
   * @param escortReference the person who will take the patient home, by reference; null when none
   *     is named and confirmed
   * @param fastingConfirmed whether the patient has fasted as the clinic asks
   */
  record Start(
      String sessionId, @Nullable String escortReference, boolean fastingConfirmed, String actor)
      implements OfSession {}

  /** Halt the pump until a clinician decides. */
  record Pause(String sessionId, String reasonCode, String actor) implements OfSession {}

  /** Go on with the infusion. */
  record Resume(String sessionId, String actor) implements OfSession {}

  /** End the infusion early. */
  record Stop(String sessionId, String reasonCode, String actor) implements OfSession {}

  /** The infusion is over and the patient recovers. */
  record Finish(String sessionId, String actor) implements OfSession {}

  /**
   * Let the patient leave.
   *
   * @param unmet the discharge criteria that are not met
   */
  record Discharge(String sessionId, List<DischargeCriterion> unmet, String actor)
      implements OfSession {
    public Discharge {
      unmet = List.copyOf(unmet);
    }
  }

  /** Hand the patient over to emergency care. */
  record Transfer(String sessionId, String reasonCode, String actor) implements OfSession {}

  /** The patient did not come. */
  record NoShow(String sessionId, String actor) implements OfSession {}

  /** Time has passed. */
  record TimePassed() implements TreatmentCommand {}
}
