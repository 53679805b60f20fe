package com.telemedicalservices.kit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service adds to its problems, whoever refused or failed and when: it looks at each on its
 * way out, and reads the request once more by itself. A service extends it as a {@code
 * ControllerAdvice}.
 */
public abstract class ProblemAddition implements ResponseBodyAdvice<Object> {

  /**
   * A request that is answered with a problem.
   *
   * @param pattern the path it was for, with the names of its variables in braces
   * @param variables what stood for them
   * @param sent its body; a missing node when there is none, or none that can be read
   */
  public record Refused(String pattern, Map<String, String> variables, JsonNode sent) {

    /** Says nothing about what was sent. */
    @Override
    public String toString() {
      return "Refused[" + pattern + "]";
    }
  }

  /** Adds to the problem what this request calls for. It must not fail. */
  protected abstract void addTo(ProblemDetail problem, Refused request);

  @Override
  public final boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return true;
  }

  @Override
  public final @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof ProblemDetail problem
        && request instanceof ServletServerHttpRequest servlet
        && pattern(servlet.getServletRequest()) instanceof String pattern) {
      addTo(problem, new Refused(pattern, variables(servlet.getServletRequest()), read(servlet)));
    }
    return body;
  }

  private static @Nullable Object pattern(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
  }

  private static Map<String, String> variables(HttpServletRequest request) {
    Map<String, String> variables = new HashMap<>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> named) {
      named.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    return variables;
  }

  private static JsonNode read(ServletServerHttpRequest request) {
    try {
      return JsonMapper.shared().readTree(request.getBody());
    } catch (IOException | JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }
}
