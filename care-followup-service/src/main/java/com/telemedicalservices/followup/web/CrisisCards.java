package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.followup.domain.SideEffect;
import com.telemedicalservices.followup.web.CrisisCard.Contact;
import com.telemedicalservices.followup.web.CrisisCard.Text;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes crisis cards, from the answers alone, so that no failure can keep one back. A card promises
 * only what has happened, that the answers are kept and an alert raised here, and what the alert's
 * ladder aims at; whether anybody has been reached by then, nobody knows. The wording is for the
 * clinical lead to sign [U].
 */
final class CrisisCards {

  private static final String VERSION = "crisis-card/2";

  private static final Contact LIFELINE = new Contact("call-or-text", "988");
  private static final Contact EMERGENCY = new Contact("call", "911");

  private static final Text CALL_NOW_EN =
      new Text(
          "You are not alone. Help is there now.",
          "Call or text 988 (Suicide & Crisis Lifeline, free, day and night). If you are in"
              + " immediate danger, call 911 or go to the nearest emergency room. Stay with"
              + " someone, and keep away from anything you could use to harm yourself.",
          "");
  private static final Text CALL_NOW_ES =
      new Text(
          "No está solo(a). La ayuda está disponible ahora.",
          "Llame o envíe un mensaje de texto al 988 (Línea de Prevención del Suicidio y Crisis,"
              + " gratis, día y noche). Si está en peligro inmediato, llame al 911 o vaya a la sala"
              + " de emergencias más cercana. Quédese con alguien y aléjese de todo lo que podría"
              + " usar para hacerse daño.",
          "");
  private static final Text EMERGENCY_EN =
      new Text(
          "This may need help at once.",
          "If you have chest pain, trouble breathing, fainted, had a seizure, or feel in danger,"
              + " call 911 now.",
          "");
  private static final Text EMERGENCY_ES =
      new Text(
          "Esto puede necesitar ayuda de inmediato.",
          "Si tiene dolor en el pecho, dificultad para respirar, se desmayó, tuvo una convulsión o"
              + " se siente en peligro, llame al 911 ahora.",
          "");

  private static final String NOT_KEPT_EN =
      "We could not pass this on to your clinic: nobody there has been told. Do not wait for us."
          + " Call or text 988, or call 911.";
  private static final String NOT_KEPT_ES =
      "No pudimos comunicar esto a su clínica: allí nadie ha sido avisado. No espere por nosotros."
          + " Llame o envíe un mensaje de texto al 988, o llame al 911.";

  private final FollowUpPolicy policy;

  CrisisCards(FollowUpPolicy policy) {
    this.policy = policy;
  }

  /** The card when the clinic's alert has been raised; null when there is no danger. */
  @Nullable CrisisCard raised(RiskTier tier, List<SideEffect> sideEffects) {
    Duration urgent = policy.p1().acknowledgeWithin();
    return switch (tier) {
      case HIGH -> suicide(tier, called(urgent), llamado(urgent));
      case MODERATE ->
          suicide(
              tier,
              called(policy.p2().acknowledgeWithin()),
              llamado(policy.p2().acknowledgeWithin()));
      case LOW ->
          suicide(
              tier,
              "A clinician will read this by the next business day. Nobody is watching this page in"
                  + " between: if you feel unsafe, call or text 988.",
              "Un profesional clínico leerá esto a más tardar el próximo día hábil. Mientras tanto"
                  + " nadie vigila esta página: si se siente inseguro(a), llame o envíe un mensaje"
                  + " de texto al 988.");
      case NONE ->
          sideEffects.stream().anyMatch(SideEffect::isSerious)
              ? emergency(
                  onItsWay(urgent) + " Do not wait for our call: if you get worse, call 911.",
                  enCamino(urgent) + " No espere nuestra llamada: si empeora, llame al 911.")
              : null;
    };
  }

  private static String onItsWay(Duration within) {
    return "This has been kept and is being passed on to our on-call team, whose aim is to phone"
        + " you within "
        + inEnglish(within)
        + ".";
  }

  private static String enCamino(Duration within) {
    return "Esto se ha guardado y se está transmitiendo a nuestro equipo de guardia, cuyo objetivo"
        + " es llamarle en "
        + inSpanish(within)
        + ".";
  }

  private static String called(Duration within) {
    return onItsWay(within)
        + " Nobody is watching this page in between. Do not wait for our call: if you are in"
        + " danger, call 911 or call or text 988 now.";
  }

  private static String llamado(Duration within) {
    return enCamino(within)
        + " Mientras tanto nadie vigila esta página. No espere nuestra llamada: si está en peligro,"
        + " llame ya al 911, o llame o envíe un mensaje de texto al 988.";
  }

  private static String inEnglish(Duration time) {
    return time.toMinutes() % 60 == 0 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }

  private static String inSpanish(Duration time) {
    return time.toMinutes() % 60 == 0 ? time.toHours() + " horas" : time.toMinutes() + " minutos";
  }

  /** The card when nothing could be kept, so that nobody knows; null when there is no danger. */
  @Nullable CrisisCard notKept(RiskTier tier, List<SideEffect> sideEffects) {
    if (tier != RiskTier.NONE) {
      return suicide(tier, NOT_KEPT_EN, NOT_KEPT_ES);
    }
    return sideEffects.stream().anyMatch(SideEffect::isSerious)
        ? emergency(NOT_KEPT_EN, NOT_KEPT_ES)
        : null;
  }

  private static CrisisCard suicide(RiskTier tier, String nextEnglish, String nextSpanish) {
    return new CrisisCard(
        tier.name(),
        List.of(LIFELINE, EMERGENCY),
        CALL_NOW_EN.followedBy(nextEnglish),
        CALL_NOW_ES.followedBy(nextSpanish),
        VERSION);
  }

  private static CrisisCard emergency(String nextEnglish, String nextSpanish) {
    return new CrisisCard(
        "EMERGENCY",
        List.of(EMERGENCY, LIFELINE),
        EMERGENCY_EN.followedBy(nextEnglish),
        EMERGENCY_ES.followedBy(nextSpanish),
        VERSION);
  }
}
