package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks a clinic for help.
 *
 * @param clinicId the clinic
 * @param stateOfResidence where they live, two letters
 * @param language {@code en} or {@code es}
 * @param consentToEmail whether they may be written to; no when left out
 * @param contact how they are reached; may be left out by a known patient
 * @param patientId who they are, if they are known
 */
record OpenIntakeRequest(
    @NotNull @Pattern(regexp = Patterns.ID) String clinicId,
    @NotNull @Pattern(regexp = "[A-Z]{2}") String stateOfResidence,
    @NotNull @Pattern(regexp = Patterns.LANGUAGE) String language,
    @Nullable Boolean consentToEmail,
    @Valid @Nullable ContactDetails contact,
    @Nullable @Pattern(regexp = Patterns.ID) String patientId) {

  IntakeCommand.Open toCommand(String episodeId, String ofPatient) {
    return new IntakeCommand.Open(
        episodeId,
        ofPatient,
        clinicId,
        stateOfResidence,
        Patterns.language(language),
        Boolean.TRUE.equals(consentToEmail));
  }

  Language inLanguage() {
    return Patterns.language(language);
  }
}
