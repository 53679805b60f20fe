package com.telemedicalservices.notification;

import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.RecipientPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may set.
 *
 * @param clinicName how the clinic calls itself to patients; must not give away what it treats
 * @param from the sender of every e-mail
 * @param onCallAddress where staff on call are paged
 * @param portalUrl where patients and staff sign in
 * @param zone the clinic's time zone: staff read it, and so does a patient whose own is not known
 * @param messages see {@link MessagePolicy}
 * @param recipients see {@link RecipientPolicy}
 */
@Validated
@ConfigurationProperties("telemedical.notification")
record NotificationProperties(
    @NotBlank @DefaultValue("TelemedicalServices") String clinicName,
    @Email @DefaultValue("no-reply@clinic.example") String from,
    @Email @DefaultValue("on-call@clinic.example") String onCallAddress,
    @DefaultValue("http://127.0.0.1:8080") URI portalUrl,
    @DefaultValue("America/Phoenix") ZoneId zone,
    @Valid @DefaultValue Messages messages,
    @Valid @DefaultValue Recipients recipients) {

  /** The numbers about messages. */
  record Messages(
      @NotBlank @DefaultValue("messages-1") String version,
      @DefaultValue("5m") Duration attemptLimit,
      @DefaultValue("1m") Duration secondLimit,
      @DefaultValue("2s") Duration firstWait,
      @DefaultValue("15m") Duration longestWait,
      @DefaultValue("1m") Duration refusedWait,
      @Min(1) @DefaultValue("8") int refusalLimit,
      @DefaultValue("10m") Duration consentGrace,
      @DefaultValue("72h") Duration noticeLife,
      @DefaultValue("24h") Duration pageLife,
      @Min(0) @DefaultValue("6") int solidsHours,
      @Min(0) @DefaultValue("2") int liquidsHours) {

    MessagePolicy policy() {
      return new MessagePolicy(
          version,
          attemptLimit,
          secondLimit,
          firstWait,
          longestWait,
          refusedWait,
          refusalLimit,
          consentGrace,
          noticeLife,
          pageLife,
          solidsHours,
          liquidsHours);
    }
  }

  /** The numbers about copying addresses. */
  record Recipients(
      @NotBlank @DefaultValue("recipients-1") String version,
      @DefaultValue("1m") Duration askLimit,
      @DefaultValue("1s") Duration firstWait,
      @DefaultValue("5m") Duration longestWait,
      @Min(1) @DefaultValue("6") int unknownLimit) {

    RecipientPolicy policy() {
      return new RecipientPolicy(version, askLimit, firstWait, longestWait, unknownLimit);
    }
  }
}
