package com.telemedicalservices.intake.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consent a patient gave. Never changed but for its withdrawal; signing anew adds another.
 *
 * @param signatureId its identity among all that this patient has signed
 * @param consent which consent
 * @param version version of the text
 * @param language the language it was read in
 * @param textHash SHA-256 of the text
 * @param name the signer's full name as they typed it; null when it was not asked for: with an
 *     inquiry, and before names were
 * @param signedAt when it was signed
 * @param withdrawnAt when it was withdrawn; null while it stands
 */
public record SignedConsent(
    String signatureId,
    String consent,
    String version,
    Language language,
    String textHash,
    @Nullable String name,
    Instant signedAt,
    @Nullable Instant withdrawnAt) {

  /** The id of the next signature of an episode that has so many. */
  static String nextId(String episodeId, int many) {
    return episodeId + ".consent." + (many + 1);
  }

  /** The same signatures; those that were stored before signatures had ids have the ones due. */
  static List<SignedConsent> named(String episodeId, List<SignedConsent> stored) {
    List<SignedConsent> named = new ArrayList<>();
    for (SignedConsent each : stored) {
      named.add(each.signatureId() == null ? each.called(nextId(episodeId, named.size())) : each);
    }
    return List.copyOf(named);
  }

  private SignedConsent called(String id) {
    return new SignedConsent(id, consent, version, language, textHash, name, signedAt, withdrawnAt);
  }

  boolean stands() {
    return withdrawnAt == null;
  }

  SignedConsent withdrawn(Instant at) {
    return new SignedConsent(signatureId, consent, version, language, textHash, name, signedAt, at);
  }
}
