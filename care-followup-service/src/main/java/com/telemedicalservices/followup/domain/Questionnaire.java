package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.CheckInKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each check-in asks (DOMAIN §5.1). Every one asks for unwanted effects besides. */
public final class Questionnaire {

  /** Version of the choice of questions, and of the texts that belong to no instrument. */
  public static final String VERSION = "2026-11";

  public static final String MOOD = "mood";
  public static final String SLEEP = "sleep";

  private static final String SINCE = "Since we last asked: ";
  private static final String DESDE = "Desde la última vez que preguntamos: ";
  private static final String TWO_WEEKS =
      "Over the last 2 weeks, how often have you been bothered by: ";
  private static final String DOS_SEMANAS =
      "Durante las últimas 2 semanas, ¿con qué frecuencia ha tenido molestias debido a: ";

  private static final List<Question> CSSRS =
      List.of(
          cssrs(
              Cssrs.WISH_TO_BE_DEAD,
              "Have you wished you were dead or wished you could go to sleep and not wake up?",
              "¿Ha deseado estar muerto(a) o poder dormirse y no despertar?"),
          cssrs(
              Cssrs.THOUGHTS,
              "Have you actually had any thoughts about killing yourself?",
              "¿Ha tenido realmente la idea de suicidarse?"),
          follows(
              Cssrs.METHOD,
              Cssrs.THOUGHTS,
              "Have you been thinking about how you might do this?",
              "¿Ha pensado en cómo llevaría esto a cabo?"),
          follows(
              Cssrs.INTENT,
              Cssrs.THOUGHTS,
              "Have you had these thoughts and had some intention of acting on them?",
              "¿Ha tenido estas ideas y en cierto grado la intención de llevarlas a cabo?"),
          follows(
              Cssrs.PLAN,
              Cssrs.THOUGHTS,
              "Have you started to work out or worked out the details of how to kill yourself,"
                  + " and do you intend to carry out this plan?",
              "¿Ha comenzado a elaborar o ha elaborado los detalles sobre cómo suicidarse,"
                  + " y tiene intenciones de llevar a cabo este plan?"),
          cssrs(
              Cssrs.BEHAVIOUR,
              "Have you done anything, started to do anything, or prepared to do anything to end"
                  + " your life?",
              "¿Ha hecho algo, comenzado a hacer algo o se ha preparado para hacer algo para"
                  + " terminar con su vida?"),
          follows(
              Cssrs.BEHAVIOUR_RECENT,
              Cssrs.BEHAVIOUR,
              "Was this within the past 3 months?",
              "¿Fue en los últimos 3 meses?"));

  private static final List<Question> PHQ_9 =
      List.of(
          phq9(
              0,
              "little interest or pleasure in doing things?",
              "poco interés o placer en hacer cosas?"),
          phq9(
              1,
              "feeling down, depressed, or hopeless?",
              "se ha sentido decaído(a), deprimido(a) o sin esperanzas?"),
          phq9(
              2,
              "trouble falling or staying asleep, or sleeping too much?",
              "ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido"
                  + " demasiado?"),
          phq9(
              3,
              "feeling tired or having little energy?",
              "se ha sentido cansado(a) o con poca energía?"),
          phq9(4, "poor appetite or overeating?", "sin apetito o ha comido en exceso?"),
          phq9(
              5,
              "feeling bad about yourself, or that you are a failure or have let yourself or your"
                  + " family down?",
              "se ha sentido mal con usted mismo(a), o que es un fracaso o que ha quedado mal con"
                  + " usted mismo(a) o con su familia?"),
          phq9(
              6,
              "trouble concentrating on things, such as reading the newspaper or watching"
                  + " television?",
              "ha tenido dificultad para concentrarse en ciertas actividades, tales como leer el"
                  + " periódico o ver la televisión?"),
          phq9(
              7,
              "moving or speaking so slowly that other people could have noticed, or the opposite:"
                  + " being so fidgety or restless that you have been moving around a lot more than"
                  + " usual?",
              "se ha movido o hablado tan lento que otras personas podrían haberlo notado, o lo"
                  + " contrario: tan inquieto(a) o agitado(a) que ha estado moviéndose mucho más de"
                  + " lo normal?"),
          phq9(
              8,
              "thoughts that you would be better off dead, or of hurting yourself in some way?",
              "pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera?"));

  private static final Question HOW_IS_MOOD =
      Question.zeroToTen(
          MOOD,
          "How is your mood today, from 0 (worst) to 10 (best)?",
          "¿Cómo está su estado de ánimo hoy, de 0 (el peor) a 10 (el mejor)?");

  private static final Question HOW_IS_SLEEP =
      Question.zeroToTen(
          SLEEP,
          "How well did you sleep last night, from 0 (not at all) to 10 (very well)?",
          "¿Qué tan bien durmió anoche, de 0 (nada) a 10 (muy bien)?");

  private Questionnaire() {}

  /** The questions of a check-in, in the order they are asked. */
  public static List<Question> of(CheckInKind type) {
    return switch (type) {
      case HOURS_24 -> Stream.concat(CSSRS.stream(), Stream.of(HOW_IS_MOOD)).toList();
      case HOURS_72 -> List.of(HOW_IS_MOOD, HOW_IS_SLEEP);
      case WEEKLY -> Stream.concat(PHQ_9.stream(), CSSRS.stream()).toList();
    };
  }

  /** The codes of everything that any check-in asks. */
  public static Set<String> items() {
    return Arrays.stream(CheckInKind.values())
        .flatMap(type -> of(type).stream())
        .map(Question::item)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Question cssrs(String item, String english, String spanish) {
    return Question.yesOrNo(item, null, SINCE + english, DESDE + spanish);
  }

  private static Question follows(String item, String onlyIf, String english, String spanish) {
    return Question.yesOrNo(item, onlyIf, SINCE + english, DESDE + spanish);
  }

  private static Question phq9(int index, String english, String spanish) {
    return Question.howOften(Phq9.ITEMS.get(index), TWO_WEEKS + english, DOS_SEMANAS + spanish);
  }
}
