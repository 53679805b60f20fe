package com.telemedicalservices.followup.web;

import com.telemedicalservices.followup.domain.Assessment;
import com.telemedicalservices.followup.domain.CheckIn;
import com.telemedicalservices.followup.domain.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a patient is told after answering. The crisis card comes first; a thank-you page never does.
 *
 * @param crisis what to do now; absent when the answers show no danger
 * @param outcome COUNTED when the check-in is answered; RISK_TAKEN when only the risk shown was
 *     taken and the check-in stands as it did
 * @param problems why the answers could not be counted
 * @param checkIn the check-in as it stands now
 */
record AnsweredView(
    @Nullable CrisisCard crisis,
    String outcome,
    List<Assessment.Problem> problems,
    CheckInView checkIn) {

  static AnsweredView of(String episodeId, CheckIn checkIn, CrisisCards cards) {
    Submission submission = checkIn.submissions().getLast();
    return new AnsweredView(
        cards.raised(submission.assessment().tier(), submission.sideEffects()),
        submission.counted() ? "COUNTED" : "RISK_TAKEN",
        submission.assessment().problems(),
        CheckInView.of(episodeId, checkIn));
  }
}
