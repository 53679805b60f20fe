package com.telemedicalservices.infra.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.telemedicalservices.intake.QuestionnaireResponses;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.ScoreObservations;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.AnswerKey;
import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.Score;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The forms, and answers to them, as the reference validator of FHIR R4 sees them. */
class FhirConformanceTest {

  private static final Questionnaires FORMS = Questionnaires.shipped();
  private static final QuestionnaireResponses RESPONSES = new QuestionnaireResponses(FORMS);
  private static final FhirContext FHIR = FhirContext.forR4();
  private static final FhirValidator VALIDATOR = validator();

  private static final Map<String, Answer> NO_RISK =
      Map.of(
          CssrsScreener.WISH_TO_BE_DEAD,
          CssrsScreener.NO,
          CssrsScreener.ACTIVE_THOUGHTS,
          CssrsScreener.NO,
          CssrsScreener.BEHAVIOUR,
          CssrsScreener.NO);

  private static FhirValidator validator() {
    IValidationSupport support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(FHIR),
            new CommonCodeSystemsTerminologyService(FHIR),
            new InMemoryTerminologyServerValidationSupport(FHIR),
            new ShippedForms());
    FhirInstanceValidator instances = new FhirInstanceValidator(support);
    instances.setAnyExtensionsAllowed(true);
    return FHIR.newValidator().registerValidatorModule(instances);
  }

  /** Finds the form that a response names, with its version. */
  private static final class ShippedForms implements IValidationSupport {
    @Override
    public FhirContext getFhirContext() {
      return FHIR;
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String uri) {
      return type.isAssignableFrom(Questionnaire.class)
          ? FORMS.codes().stream()
              .map(FhirConformanceTest::questionnaire)
              .filter(form -> uri.equals(form.getUrl() + "|" + form.getVersion()))
              .findFirst()
              .map(type::cast)
              .orElse(null)
          : null;
    }
  }

  private static Questionnaire questionnaire(String code) {
    return FHIR.newJsonParser()
        .parseResource(Questionnaire.class, FORMS.resource(code).orElseThrow().toString());
  }

  static Stream<Form> forms() {
    return FORMS.forms().stream();
  }

  private static List<String> errors(String resource) {
    return VALIDATOR.validateWithResult(resource).getMessages().stream()
        .filter(
            message ->
                message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal()
                    || message.getMessage().contains("no validation can be performed"))
        .map(FhirConformanceTest::words)
        .toList();
  }

  private static String words(SingleValidationMessage message) {
    return message.getLocationString() + ": " + message.getMessage();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void a_form_is_a_questionnaire(Form form) {
    assertThat(errors(FORMS.resource(form.code()).orElseThrow().toString())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void complete_answers_are_a_response_to_their_questionnaire(Form form) {
    assertThat(errors(response(form, answersTo(form)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void forms_and_answers_come_through_hapi_as_they_were(Form form) {
    String questionnaire = FORMS.resource(form.code()).orElseThrow().toString();
    assertThat(
            JsonMapper.shared()
                .readTree(
                    FHIR.newJsonParser()
                        .encodeResourceToString(
                            FHIR.newJsonParser()
                                .parseResource(Questionnaire.class, questionnaire))))
        .isEqualTo(FORMS.resource(form.code()).orElseThrow());
    Map<String, Answer> answers = answersTo(form);
    String through =
        FHIR.newJsonParser()
            .encodeResourceToString(
                FHIR.newJsonParser()
                    .parseResource(QuestionnaireResponse.class, response(form, answers)));
    assertThat(RESPONSES.read(form.code(), JsonMapper.shared().readTree(through)).answers())
        .isEqualTo(answers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phq-9", "gad-7", "pcl-5", "audit-c"})
  void a_total_is_an_observation(String scorer) {
    assertThat(errors(observation(new Score.Total(scorer, scorer + "/1", 7, "MILD", null))))
        .isEmpty();
  }

  @Test
  void a_tier_is_an_observation() {
    assertThat(errors(observation(CssrsScreener.score(NO_RISK).orElseThrow()))).isEmpty();
  }

  private static String observation(Score score) {
    return new ScoreObservations(FORMS)
        .write("response-1", "patient-1", score, Instant.parse("2026-12-01T16:00:00Z"))
        .toString();
  }

  @Test
  void the_validator_can_fail() {
    Form form = FORMS.forms().getFirst();
    Map<String, Answer> answers = new HashMap<>(answersTo(form));
    answers.remove("age");

    assertThat(errors(response(form, answers))).isNotEmpty();
    assertThat(errors("{\"resourceType\":\"Questionnaire\",\"status\":\"lively\"}")).isNotEmpty();
  }

  private static String response(Form form, Map<String, Answer> answers) {
    return RESPONSES
        .write(
            "response-1",
            "patient-1",
            new FormAnswers(
                form.code(),
                form.version(),
                Language.EN,
                answers,
                Instant.parse("2026-12-01T16:00:00Z"),
                null),
            true)
        .toString();
  }

  /** Every item that is asked is answered, each block twice. */
  private static Map<String, Answer> answersTo(Form form) {
    Map<String, Answer> answers = new HashMap<>();
    for (Item item : form.items()) {
      if (item instanceof Item.Block block) {
        for (int number = 1; number <= 2; number++) {
          for (Item inBlock : block.items()) {
            answer(form, inBlock, AnswerKey.written(inBlock.linkId(), number), answers);
          }
        }
      } else {
        answer(form, item, item.linkId(), answers);
      }
    }
    return answers;
  }

  private static void answer(Form form, Item item, String key, Map<String, Answer> answers) {
    if (form.isAsked(key, answers)) {
      answers.put(
          key,
          switch (item) {
            case Item.Choice choice -> new Answer.Text(choice.codes().getFirst());
            case Item.YesNo _ -> new Answer.YesNo(true);
            case Item.Count count -> new Answer.WholeNumber(count.min());
            case Item.Quantity _ -> new Answer.Decimal(new BigDecimal("2.5"));
            case Item.Words _ -> new Answer.Text("AZ");
            case Item.Block block -> throw new IllegalArgumentException(block.linkId());
          });
    }
  }
}
