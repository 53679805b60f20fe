package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.Contact;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a known patient is reached from now on; replaces what was known.
 *
 * @param name how to address them
 * @param email their e-mail address
 * @param phone their telephone number, E.164
 * @param language {@code en} or {@code es}
 * @param zone the time zone they live in
 * @param emergencyContact whom to call when they cannot be reached
 */
record ContactRequest(
    @NotNull @Size(max = 200) @Pattern(regexp = Patterns.LINE) String name,
    @NotBlank @Email @Size(max = 254) String email,
    @NotNull @Pattern(regexp = Patterns.PHONE) String phone,
    @NotNull @Pattern(regexp = Patterns.LANGUAGE) String language,
    @NotBlank @Size(max = 64) String zone,
    @Valid ContactDetails.@Nullable EmergencyContact emergencyContact) {

  Contact toContact() {
    return new ContactDetails(name, email, phone, zone, emergencyContact)
        .toContact(Patterns.language(language));
  }
}
