package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.trace.Traces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first to see a request: lets in as many as can be worked on, joins its trace, and reads its
 * body whole, up to a limit, so that the request can be told from another one sent under the same
 * key.
 */
public final class RequestGate extends OncePerRequestFilter {

  /** More than any form of ours needs. */
  static final int MAX_BODY = 1_000_000;

  /** So many requests are worked on at once; more would only wait for each other. */
  private static final int PLACES = 128;

  private static final Duration WAIT = Duration.ofSeconds(2);

  /** Names the acting person until sign-in does. */
  private static final String BODY = RequestGate.class.getName() + ".body";

  private final Semaphore places = new Semaphore(PLACES, true);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!entered()) {
      answer(
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "too-busy",
          "More is asked of this service than it can do at once. Send the same request again in a"
              + " moment.");
      return;
    }
    try (Traces.Scope _ = Traces.join(request.getHeader(Traces.HEADER))) {
      pass(request, response, chain);
    } finally {
      places.release();
    }
  }

  /**
   * Threads cost nothing, so nothing else would keep a flood of requests from taking all memory:
   * whoever finds no place in time is told to come back instead of being let in to wait.
   */
  private boolean entered() {
    try {
      return places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pass(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!mayHaveBody(request)) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body =
        request.getContentLengthLong() > MAX_BODY
            ? null
            : request.getInputStream().readNBytes(MAX_BODY + 1);
    if (body == null || body.length > MAX_BODY) {
      response.setHeader("Connection", "close");
      answer(
          response,
          HttpStatus.CONTENT_TOO_LARGE,
          "body-too-large",
          "A body may have one megabyte at most.");
      return;
    }
    request.setAttribute(BODY, body);
    chain.doFilter(new BufferedRequest(request, body), response);
  }

  private static boolean mayHaveBody(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "POST", "PUT", "PATCH" -> true;
      default -> false;
    };
  }

  private static void answer(
      HttpServletResponse response, HttpStatus status, String code, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "2");
    }
    response
        .getOutputStream()
        .write(
            "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
                .formatted(status.getReasonPhrase(), status.value(), detail, code)
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Hash over what the request asks for and who asks: actor, method, path, query and body. */
  static String fingerprint(HttpServletRequest request) {
    MessageDigest digest = sha256();
    String actor = request.getHeader(Actor.HEADER);
    digest.update((actor == null ? "" : actor).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(request.getMethod().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    String query = request.getQueryString();
    digest.update((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    if (request.getAttribute(BODY) instanceof byte[] body) {
      digest.update(body);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** A request whose body has been read already. */
  private static final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    BufferedRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
          return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new IllegalStateException("The body has been read; it is not read asynchronously");
        }
      };
    }
  }
}
