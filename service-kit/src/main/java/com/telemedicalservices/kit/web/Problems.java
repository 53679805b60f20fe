package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every refusal and failure as RFC 9457 problem details with a stable {@code code}. Says what to do
 * and never repeats a value that was sent.
 */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  static ProblemDetail problem(HttpStatusCode status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    return problem;
  }

  static HttpStatus statusOf(Rejection.Kind kind) {
    return switch (kind) {
      case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
      case CONFLICT -> HttpStatus.CONFLICT;
      case UNKNOWN -> HttpStatus.NOT_FOUND;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
    };
  }

  static ResponseEntity<Object> answer(Rejection rejection, HttpStatus status) {
    ProblemDetail problem = problem(status, rejection.code(), rejection.detail());
    rejection.facts().forEach(problem::setProperty);
    return answer(problem);
  }

  static ResponseEntity<Object> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<Object> rejected(RejectedException e) {
    return answer(e.rejection(), e.status());
  }

  @ExceptionHandler
  ResponseEntity<Object> unavailable(StoreUnavailableException e) {
    log.warn("Answering 503: {}", e.getMessage());
    ProblemDetail problem =
        problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "store-unavailable",
            "We could not make sure that this was kept. Send the same request again, with the same"
                + " Idempotency-Key.");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "2")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<Object> unavailable(ServiceUnavailableException e) {
    return answer(
        problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-unavailable",
            "Another service that is needed for this does not answer. Try again in a moment."));
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception e) {
    log.error("Answering 500: {} at {}", e.getClass().getName(), where(e));
    return answer(
        problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal-error",
            "Something went wrong on our side. It has been noted; try again in a moment."));
  }

  /** The place in the code, without the message, which might hold something personal. */
  private static String where(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<String> fields =
        e.getBindingResult().getFieldErrors().stream()
            .map(FieldError::getField)
            .distinct()
            .sorted()
            .toList();
    return invalid(fields);
  }

  /** Parameters of the query and the headers are fields of a request too. */
  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(
        e.getParameterValidationResults().stream()
            .map(result -> nameOf(result.getMethodParameter()))
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList());
  }

  /** As the caller knows it. */
  private static @Nullable String nameOf(MethodParameter parameter) {
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    return header == null || header.value().isEmpty()
        ? parameter.getParameterName()
        : header.value();
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return e instanceof MissingRequestHeaderException missing
        ? invalid(List.of(missing.getHeaderName()))
        : super.handleServletRequestBindingException(e, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return e instanceof MethodArgumentTypeMismatchException mismatch
        ? invalid(List.of(mismatch.getName()))
        : super.handleTypeMismatch(e, headers, status, request);
  }

  private static ResponseEntity<Object> invalid(List<String> fields) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "Some fields are missing or not as they should be; see fields.");
    problem.setProperty("fields", fields);
    return answer(problem);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        problem(
            HttpStatus.BAD_REQUEST,
            "malformed-json",
            "The body is not the JSON this resource takes; see its description."));
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (status.is5xxServerError()) {
      return unexpected(e);
    }
    String code = "http-" + status.value();
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            problem(
                status, code, "This resource cannot be asked in this way; see its description."));
  }
}
