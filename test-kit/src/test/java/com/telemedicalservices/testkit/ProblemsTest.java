package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.kit.web.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

  @Test
  void a_failure_that_the_framework_answers_is_noted_without_what_it_says(CapturedOutput output)
      throws Exception {
    ResponseEntity<Object> answer =
        new Problems()
            .handleException(
                new HttpMessageNotWritableException("Sample Person cannot be written"),
                new ServletWebRequest(new MockHttpServletRequest()));

    assertThat(answer.getStatusCode().value()).isEqualTo(500);
    assertThat(((ProblemDetail) answer.getBody()).getProperties())
        .containsEntry("code", "internal-error");
    assertThat(output)
        .contains("Answering 500: ")
        .contains("HttpMessageNotWritableException")
        .doesNotContain("Sample Person");
  }
}
