package com.telemedicalservices.review.web;

import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.Reading;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Transition;
import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import com.telemedicalservices.review.domain.candidacy.RuleSets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the dossier, read again by the rules that read it when it was decided on.
 *
 * @param revision the revision
 * @param dossier what it says
 * @param replays what each of those rules finds in it; by the rules in force when none are on
 *     record
 */
record DossierView(int revision, Dossier dossier, List<Replay> replays) {

  /**
   * What the rules of one version find.
   *
   * @param rulesVersion version of the rules
   * @param recorded what they found at that time; absent when it is no longer kept
   * @param asRecorded whether they find the same; absent when that cannot be told
   * @param candidacy what they find; absent when these rules are not known here
   */
  record Replay(
      String rulesVersion,
      @Nullable Reading recorded,
      @Nullable Boolean asRecorded,
      @Nullable CandidacyView candidacy) {

    /** Never what is on record, which would always be as recorded. */
    private static Candidacy replay(Dossier dossier, RuleSet rules, @Nullable Candidacy onRecord) {
      Candidacy found = dossier.readBy(rules, null);
      return new Candidacy(
          found.rulesVersion(),
          found.revision(),
          found.findings(),
          onRecord == null ? List.of() : onRecord.resolutions());
    }

    static Replay of(String version, Dossier dossier, ReviewState state, RuleSets rules) {
      Reading recorded =
          readings(dossier, state)
              .filter(reading -> reading.rulesVersion().equals(version))
              .reduce((earlier, later) -> later)
              .orElse(null);
      Optional<RuleSet> set = rules.version(version);
      if (set.isEmpty()) {
        return new Replay(version, recorded, null, null);
      }
      Candidacy found = replay(dossier, set.get(), state.candidacy());
      return new Replay(
          version,
          recorded,
          recorded == null ? null : Reading.of(dossier, found).found().equals(recorded.found()),
          CandidacyView.of(found, set.get()));
    }
  }

  static DossierView of(Dossier dossier, ReviewState state, RuleSets rules) {
    Set<String> versions = new LinkedHashSet<>();
    readings(dossier, state).map(Reading::rulesVersion).forEach(versions::add);
    state.story().stream()
        .filter(line -> Objects.equals(line.revision(), dossier.revision()))
        .map(Transition::rulesVersion)
        .flatMap(Stream::ofNullable)
        .forEach(versions::add);
    if (versions.isEmpty()) {
      versions.add(rules.inForce().version());
    }
    return new DossierView(
        dossier.revision(),
        dossier,
        versions.stream().map(version -> Replay.of(version, dossier, state, rules)).toList());
  }

  private static Stream<Reading> readings(Dossier dossier, ReviewState state) {
    return state.readings().stream().filter(reading -> reading.revision() == dossier.revision());
  }
}
