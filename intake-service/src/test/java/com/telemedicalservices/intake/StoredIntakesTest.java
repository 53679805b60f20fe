package com.telemedicalservices.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.SignedConsent;
import com.telemedicalservices.kit.store.StateCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Intakes as earlier releases have stored them. */
class StoredIntakesTest {

  private static final StateCodec<IntakeState> CODEC = new StateCodec<>(IntakeState.class);

  private static IntakeState read(String sample) throws IOException {
    try (InputStream in = StoredIntakesTest.class.getResourceAsStream("/stored/" + sample)) {
      return CODEC.read(Document.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  @Test
  void signatures_from_before_they_had_names_and_ids_are_read_and_have_ids() throws IOException {
    IntakeState intake = read("intake-without-signatures.json");

    assertThat(intake.consents())
        .extracting(SignedConsent::signatureId)
        .containsExactly("episode-1.consent.1", "episode-1.consent.2");
    assertThat(intake.consents()).extracting(SignedConsent::name).containsOnlyNulls();
    assertThat(intake.latestRevision().orElseThrow().consents()).hasSize(2);
    assertThat(CODEC.read(CODEC.write(intake))).isEqualTo(intake);
  }
}
