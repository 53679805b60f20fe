package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.trace.Traces;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * Questions to other services: over HTTP, with time-outs, a few retries, a breaker and a bulkhead
 * around each. Asked in attempts, where a question that fails becomes due work again, and for
 * somebody who only reads and is told that there was no answer.
 */
public final class ServiceClients {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private final Map<String, String> baseUrls;
  private final RestClient.Builder builder;
  private final Map<String, Guarded> clients = new ConcurrentHashMap<>();

  private record Guarded(
      RestClient client, CircuitBreaker breaker, Bulkhead bulkhead, Retry retry) {

    <T> T ask(Function<RestClient, T> question) {
      Supplier<T> guarded = () -> question.apply(client);
      guarded = Bulkhead.decorateSupplier(bulkhead, guarded);
      guarded = CircuitBreaker.decorateSupplier(breaker, guarded);
      return Retry.decorateSupplier(retry, guarded).get();
    }
  }

  /**
   * @param baseUrls where each service is
   * @param builder with the service's JSON settings
   */
  public ServiceClients(Map<String, String> baseUrls, RestClient.Builder builder) {
    this.baseUrls = Map.copyOf(baseUrls);
    this.builder = builder;
  }

  /**
   * Asks a service.
   *
   * @param service its short name, for example {@code intake}
   * @throws ServiceUnavailableException when it does not answer
   * @throws HttpClientErrorException when it answers that the question is wrong (4xx)
   */
  public <T> T ask(String service, Function<RestClient, T> question) {
    try {
      return clients.computeIfAbsent(service, this::guarded).ask(question);
    } catch (HttpClientErrorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ServiceUnavailableException(service, e);
    }
  }

  private Guarded guarded(String service) {
    String baseUrl = baseUrls.get(service);
    if (baseUrl == null) {
      throw new IllegalArgumentException("telemedical.services." + service + " is not set");
    }
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    requests.setReadTimeout(ANSWER);
    RestClient client =
        builder
            .clone()
            .baseUrl(baseUrl)
            .requestFactory(requests)
            .requestInterceptor(
                (request, body, execution) -> {
                  String traceparent = Traces.current();
                  if (traceparent != null) {
                    request.getHeaders().set(Traces.HEADER, traceparent);
                  }
                  return execution.execute(request, body);
                })
            .build();
    CircuitBreaker breaker =
        CircuitBreaker.of(
            service,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .waitDurationInOpenState(Duration.ofSeconds(5))
                .ignoreExceptions(HttpClientErrorException.class)
                .build());
    Bulkhead bulkhead =
        Bulkhead.of(
            service,
            BulkheadConfig.custom().maxConcurrentCalls(16).maxWaitDuration(ANSWER).build());
    Retry retry =
        Retry.of(
            service,
            RetryConfig.custom()
                .maxAttempts(3)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(100, 2.0))
                .ignoreExceptions(HttpClientErrorException.class)
                .build());
    return new Guarded(client, breaker, bulkhead, retry);
  }
}
