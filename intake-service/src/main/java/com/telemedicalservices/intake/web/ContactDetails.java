package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.Contact;
import com.telemedicalservices.intake.domain.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is reached, as they type it into an inquiry.
 *
 * @param name how to address them
 * @param email their e-mail address
 * @param phone their telephone number, E.164
 * @param zone the time zone they live in, for example {@code America/Phoenix}
 * @param emergencyContact whom to call when they cannot be reached
 */
record ContactDetails(
    @NotNull @Size(max = 200) @Pattern(regexp = Patterns.LINE) String name,
    @NotBlank @Email @Size(max = 254) String email,
    @NotNull @Pattern(regexp = Patterns.PHONE) String phone,
    @NotBlank @Size(max = 64) String zone,
    @Valid @Nullable EmergencyContact emergencyContact) {

  /**
   * Somebody close to them.
   *
   * @param name how to address them
   * @param phone their telephone number, E.164
   */
  record EmergencyContact(
      @NotNull @Size(max = 200) @Pattern(regexp = Patterns.LINE) String name,
      @NotNull @Pattern(regexp = Patterns.PHONE) String phone) {}

  Contact toContact(Language language) {
    return new Contact(name, email, phone, language, zone, emergency());
  }

  private Contact.@Nullable EmergencyContact emergency() {
    return emergencyContact == null
        ? null
        : new Contact.EmergencyContact(emergencyContact.name(), emergencyContact.phone());
  }
}
