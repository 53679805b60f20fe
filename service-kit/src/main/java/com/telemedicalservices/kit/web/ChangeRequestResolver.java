package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads and checks the headers of a changing request. */
final class ChangeRequestResolver implements HandlerMethodArgumentResolver {

  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(ChangeRequest.class);
  }

  @Override
  public ChangeRequest resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request =
        Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    boolean post = "POST".equals(request.getMethod());
    return new ChangeRequest(
        request.getRequestURI(),
        post ? requestKey(request) : null,
        post ? optionalVersion(request) : requiredVersion(request));
  }

  private static RequestKey requestKey(HttpServletRequest request) {
    String key = request.getHeader(IDEMPOTENCY_KEY);
    if (key == null) {
      throw refused(
          HttpStatus.BAD_REQUEST,
          "idempotency-key-required",
          "Send an Idempotency-Key header, a new one for each thing you want done.");
    }
    if (!KEY.matcher(key).matches()) {
      throw refused(
          HttpStatus.BAD_REQUEST,
          "idempotency-key-invalid",
          "An Idempotency-Key has 8 to 64 letters, digits, dots, dashes or underscores.");
    }
    return new RequestKey(key, RequestGate.fingerprint(request));
  }

  private static @Nullable Long optionalVersion(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.IF_MATCH) == null ? null : requiredVersion(request);
  }

  private static Long requiredVersion(HttpServletRequest request) {
    if ("*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      return 0L;
    }
    String entityTag = request.getHeader(HttpHeaders.IF_MATCH);
    if (entityTag == null) {
      throw refused(
          HttpStatus.PRECONDITION_REQUIRED,
          "precondition-required",
          "Send If-Match with the ETag you last read, or If-None-Match: * to create.");
    }
    Matcher matcher = ENTITY_TAG.matcher(entityTag);
    if (!matcher.matches()) {
      throw refused(
          HttpStatus.PRECONDITION_FAILED,
          "stale-version",
          "The If-Match header holds no ETag of this service; read the resource again.");
    }
    return Long.valueOf(matcher.group(1));
  }

  private static RejectedException refused(HttpStatus status, String code, String detail) {
    return new RejectedException(
        new Rejection(Rejection.Kind.INVALID, code, detail, Map.of()), status);
  }
}
