package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.RiskReading;
import java.util.List;
import java.util.Optional;

/**
 * What a patient at risk is shown before anything else: whom to call now, and what happens next
 * (DOMAIN §5.4). Written here and needing nobody, so that it is there when everything else is away.
 *
 * @param version version of the text
 * @param level HIGH, MODERATE or LOW
 * @param hold whether a clinician will speak to the patient before anything goes on
 * @param language the language it is written in
 * @param title the first line
 * @param message what to know
 * @param contacts whom to call or text, most urgent first
 * @param next what happens next, said plainly when nobody has been told
 */
record SafetyCard(
    String version,
    RiskTier level,
    boolean hold,
    String language,
    String title,
    String message,
    List<Way> contacts,
    String next) {

  private static final String VERSION = "safety-card/2";

  /**
   * A way to get help now.
   *
   * @param action CALL or CALL_OR_TEXT
   * @param number the number
   * @param label what to do, in words
   */
  record Way(String action, String number, String label) {}

  /** The card an intake shows now; empty when its answers ask for none. */
  static Optional<SafetyCard> of(IntakeState intake) {
    Language language = intake.episode().language();
    if (intake.risk().isHeld()) {
      return Optional.of(high(language));
    }
    RiskTier tier =
        intake.forms().values().stream()
            .flatMap(form -> RiskReading.of(form.form(), form.answers()).stream())
            .map(RiskReading::tier)
            .reduce(RiskTier.NONE, RiskTier::atLeast);
    return switch (tier) {
      case LOW, MODERATE -> Optional.of(lower(tier, language));
      // A HIGH answer without a hold is one a clinician has spoken to the patient about.
      case NONE, HIGH -> Optional.empty();
    };
  }

  /**
   * For HIGH answers that were kept. Says no more than has happened by then: that they are on their
   * way to our team, even while every other service is away. The wording is for the clinical lead
   * to sign [U].
   */
  static SafetyCard high(Language language) {
    return switch (language) {
      case EN ->
          high(
              language,
              "Your answers have been kept and are being passed on to our on-call team, whose aim"
                  + " is to phone you within 15 minutes. Do not wait for our call: if you are in"
                  + " danger, call 911 or call or text 988 now.");
      case ES ->
          high(
              language,
              "Sus respuestas se han guardado y se están transmitiendo a nuestro equipo de guardia,"
                  + " cuyo objetivo es llamarle en los próximos 15 minutos. No espere nuestra"
                  + " llamada: si está en peligro, llame ya al 911, o llame o envíe un mensaje de"
                  + " texto al 988.");
    };
  }

  /** For HIGH answers that could not be kept: nobody has been told. */
  static SafetyCard nobodyTold(Language language) {
    return switch (language) {
      case EN ->
          high(
              language,
              "We could not save your answers just now, and our team has NOT been alerted. Please"
                  + " call or text 988 now, then send your answers again.");
      case ES ->
          high(
              language,
              "No pudimos guardar sus respuestas en este momento y nuestro equipo NO ha sido"
                  + " avisado. Por favor, llame o envíe un mensaje de texto al 988 ahora y después"
                  + " envíe sus respuestas otra vez.");
    };
  }

  private static SafetyCard high(Language language, String next) {
    return new SafetyCard(
        VERSION,
        RiskTier.HIGH,
        true,
        language.tag(),
        switch (language) {
          case EN -> "Please talk to someone right now";
          case ES -> "Por favor, hable con alguien ahora mismo";
        },
        switch (language) {
          case EN ->
              "Your answers tell us that you may be in danger. You are not alone, and help is there"
                  + " at any hour. If you can, stay with someone you trust and keep away from"
                  + " anything you could hurt yourself with.";
          case ES ->
              "Sus respuestas nos dicen que puede estar en peligro. No está solo(a), y hay ayuda a"
                  + " cualquier hora. Si puede, quédese con alguien de confianza y aléjese de"
                  + " cualquier cosa con la que pueda hacerse daño.";
        },
        ways(language),
        next);
  }

  private static SafetyCard lower(RiskTier tier, Language language) {
    return new SafetyCard(
        VERSION,
        tier,
        false,
        language.tag(),
        switch (language) {
          case EN -> "Help is there at any hour";
          case ES -> "Hay ayuda a cualquier hora";
        },
        switch (language) {
          case EN ->
              "Thank you for telling us. If these thoughts become stronger, or you feel unsafe, do"
                  + " not wait for your appointment.";
          case ES ->
              "Gracias por contárnoslo. Si estos pensamientos se vuelven más fuertes o no se siente"
                  + " seguro(a), no espere a su cita.";
        },
        ways(language),
        switch (language) {
          case EN ->
              "A clinician reads your answers after you submit them. This page is not watched"
                  + " around the clock.";
          case ES ->
              "Un profesional lee sus respuestas después de que usted las envíe. Esta página no se"
                  + " vigila las 24 horas.";
        });
  }

  private static List<Way> ways(Language language) {
    return switch (language) {
      case EN ->
          List.of(
              new Way(
                  "CALL_OR_TEXT",
                  "988",
                  "Call or text 988, the Suicide & Crisis Lifeline. Free, 24 hours."),
              new Way("CALL", "911", "If your life is in danger, call 911."));
      case ES ->
          List.of(
              new Way(
                  "CALL_OR_TEXT",
                  "988",
                  "Llame al 988 y oprima 2, o envíe AYUDA en un mensaje de texto al 988. Gratis,"
                      + " las 24 horas."),
              new Way("CALL", "911", "Si su vida está en peligro, llame al 911."));
    };
  }
}
