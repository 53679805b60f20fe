package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static com.telemedicalservices.review.domain.Reviewing.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.StateCodec;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Release;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is asked to look at a review, and what that does not stop anybody from. */
class AssigningTest {

  private static Reviewing assigned() {
    return inStatus(Status.WAITING).when(new Assign("prov-1", "prov-2")).isAccepted();
  }

  private static String assignee(Reviewing reviewing) {
    return reviewing.state().queue().assignedTo();
  }

  @Test
  void the_story_tells_who_assigned_it_to_whom_and_when() {
    Reviewing reviewing = assigned().tellsNothing().stands(Status.WAITING);

    assertThat(assignee(reviewing)).isEqualTo("prov-2");
    assertThat(reviewing.state().story().getLast())
        .isEqualTo(
            new Transition(
                START,
                "prov-1",
                Status.WAITING,
                Status.WAITING,
                "ASSIGNED",
                "2026-11",
                null,
                null,
                "none",
                "prov-2"));
  }

  @Test
  void an_assigned_review_keeps_its_place_in_the_queue() {
    assertThat(assigned().state().queue().withAssignee(null))
        .isEqualTo(inStatus(Status.WAITING).state().queue());
  }

  @Test
  void it_is_no_lock() {
    assigned().when(new Claim("prov-1")).isAccepted().stands(Status.CLAIMED);
  }

  @Test
  void it_outlasts_claim_release_and_expiry() {
    Reviewing reviewing = assigned().when(new Claim("prov-1"));
    assertThat(assignee(reviewing)).isEqualTo("prov-2");
    assertThat(assignee(reviewing.when(new Release("prov-1")))).isEqualTo("prov-2");
    reviewing.when(new Claim("prov-1")).after(Duration.ofMinutes(16)).timePasses();
    assertThat(assignee(reviewing.stands(Status.WAITING))).isEqualTo("prov-2");
  }

  @Test
  void it_outlasts_facts_that_give_the_review_another_clock() {
    Reviewing reviewing = assigned().when(concern("change-1"));
    assertThat(assignee(reviewing)).isEqualTo("prov-2");
    assertThat(assignee(reviewing.when(flagged("flag-1")).stands(Status.CRISIS)))
        .isEqualTo("prov-2");
    assertThat(assignee(reviewing.when(safe()).when(amended(2, RiskTier.LOW)))).isEqualTo("prov-2");
  }

  @Test
  void it_outlasts_that_the_review_is_overdue() {
    Reviewing reviewing = assigned().after(Duration.ofHours(48)).timePasses();

    assertThat(reviewing.state().queue().overdueTold()).isTrue();
    assertThat(assignee(reviewing)).isEqualTo("prov-2");
  }

  @Test
  void it_ends_with_the_review() {
    assertThat(assignee(assigned().when(withdrew()).stands(Status.WITHDRAWN))).isNull();
  }

  @Test
  void it_is_taken_back() {
    Reviewing reviewing = assigned().when(new Assign("prov-3", null)).isAccepted();

    assertThat(assignee(reviewing)).isNull();
    Transition last = reviewing.state().story().getLast();
    assertThat(List.of(last.actor(), last.reasonCode())).containsExactly("prov-3", "UNASSIGNED");
  }

  @Test
  void what_is_so_already_is_not_told_again() {
    Reviewing reviewing = assigned();
    ReviewState before = reviewing.state();

    assertThat(reviewing.when(new Assign("prov-3", "prov-2")).isAccepted().state())
        .isEqualTo(before);
  }

  @Test
  void it_is_done_by_and_to_providers_of_the_clinic() {
    inStatus(Status.WAITING)
        .when(new Assign("somebody", "prov-2"))
        .isRefused(Rejection.Kind.FORBIDDEN, "unknown-provider")
        .when(new Assign("prov-1", "somebody"))
        .isRefused(Rejection.Kind.INVALID, "unknown-assignee");
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void it_is_refused_only_where_a_review_is_over(Status status) {
    Reviewing reviewing = inStatus(status).when(new Assign("prov-1", "prov-2"));

    if (status.terminal()) {
      reviewing.isRefused("review-closed");
    } else {
      assertThat(assignee(reviewing.isAccepted())).isEqualTo("prov-2");
    }
  }

  @Test
  void a_review_stored_before_there_were_assignments_still_loads() {
    StateCodec<ReviewState> codec = new StateCodec<>(ReviewState.class);
    ReviewState state = inStatus(Status.CLAIMED).state();
    Document stored = codec.write(state);
    stored.get("queue", Document.class).remove("assignedTo");
    stored.getList("story", Document.class).forEach(line -> line.remove("assignedTo"));

    assertThat(codec.read(stored)).isEqualTo(state);
  }
}
