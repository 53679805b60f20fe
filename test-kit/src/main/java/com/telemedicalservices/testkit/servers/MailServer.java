package com.telemedicalservices.testkit.servers;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An SMTP server on loopback that takes every message for everybody, sends none on, and lists what
 * it took.
 *
 * <p>{@code GET /messages} at {@link #httpPort()} answers all messages as a JSON array in the order
 * of arrival, {@code GET /messages?after=17} those after number 17. Messages outlive {@link
 * #stop()}, and the process too when they are kept on disk.
 */
public final class MailServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Clock clock;
  private final @Nullable Path file;
  private final List<Mail> mails = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer http;
  private int smtpPort;
  private @Nullable GreenMail smtp;

  private MailServer(@Nullable Path file, int smtpPort, int httpPort) {
    this.clock = Clock.systemUTC();
    this.file = file;
    this.smtpPort = smtpPort;
    if (file != null) {
      mails.addAll(readAll(file));
    }
    this.http = listing(httpPort);
  }

  /** A started server that forgets everything when it is closed, on free ports. */
  public static MailServer inMemory() {
    return new MailServer(null, 0, 0).start();
  }

  /**
   * A started server that keeps its messages in one file of the directory; port 0 is a free one.
   */
  public static MailServer onDisk(Path directory, int smtpPort, int httpPort) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MailServer(directory.resolve("mail.jsonl"), smtpPort, httpPort).start();
  }

  /** Takes messages again, on the port it had before; does nothing when it already does. */
  public synchronized MailServer start() {
    if (smtp == null) {
      var starting = new GreenMail(new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP));
      starting.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
      starting.start();
      starting
          .getUserManager()
          .setMessageDeliveryHandler((message, address) -> new Mailbox(address.getEmail()));
      smtpPort = starting.getSmtp().getPort();
      smtp = starting;
    }
    return this;
  }

  /** Refuses every message until {@link #start()}; goes on listing what it has. */
  public synchronized void stop() {
    if (smtp != null) {
      smtp.stop();
      smtp = null;
    }
  }

  @Override
  public synchronized void close() {
    stop();
    http.stop(0);
  }

  /** The port it takes messages on, or will again. */
  public synchronized int smtpPort() {
    return smtpPort;
  }

  /** The port it lists messages on. */
  public int httpPort() {
    return http.getAddress().getPort();
  }

  /** Every message taken, in the order of arrival. */
  public List<Mail> messages() {
    return messagesAfter(0);
  }

  private List<Mail> messagesAfter(long number) {
    synchronized (mails) {
      var from = Math.clamp(number, 0, mails.size());
      return List.copyOf(mails.subList(from, mails.size()));
    }
  }

  private void keep(String recipient, MimeMessage message) {
    synchronized (mails) {
      var mail = read(mails.size() + 1L, recipient, message, clock.instant());
      if (file != null) {
        append(file, mail);
      }
      mails.add(mail);
    }
  }

  private static Mail read(long number, String recipient, MimeMessage message, Instant at) {
    try {
      var headers = new TreeMap<String, String>();
      for (var names = message.getAllHeaders(); names.hasMoreElements(); ) {
        var header = names.nextElement();
        if (header.getName().regionMatches(true, 0, "X-", 0, 2)) {
          headers.put(header.getName(), header.getValue());
        }
      }
      var id = message.getMessageID();
      var subject = message.getSubject();
      return new Mail(
          number,
          id == null ? "" : id,
          recipient,
          subject == null ? "" : subject,
          headers,
          at,
          text(message));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("A message could not be read", e);
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/*") && part.getContent() instanceof String text) {
      return text.strip();
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (var i = 0; i < parts.getCount(); i++) {
        var text = text(parts.getBodyPart(i));
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  private static void append(Path file, Mail mail) {
    try {
      Files.writeString(
          file,
          JSON.writeValueAsString(mail) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Mail> readAll(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      // A process that was killed may have left half a line, whose sender was never told "taken".
      var written = Files.readString(file);
      var whole = written.substring(0, written.lastIndexOf('\n') + 1);
      if (whole.length() < written.length()) {
        Files.writeString(file, whole);
      }
      return whole.lines().map(line -> JSON.readValue(line, Mail.class)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpServer listing(int port) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext("/messages", this::list);
      server.setExecutor(
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("mail-list").factory()));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    try (exchange) {
      var after = after(exchange.getRequestURI().getQuery());
      var known = exchange.getRequestURI().getPath().equals("/messages");
      if (!known || after < 0 || !exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(known ? (after < 0 ? 400 : 405) : 404, -1);
        return;
      }
      var body = JSON.writeValueAsString(messagesAfter(after)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The number asked for, 0 when none is asked for, -1 when it is no number. */
  private static long after(@Nullable String query) {
    if (query == null) {
      return 0;
    }
    return query.matches("after=\\d{1,9}") ? Long.parseLong(query.substring(6)) : -1;
  }

  /** Somebody's mailbox: hands each message on as what is kept of it. */
  private final class Mailbox implements GreenMailUser {

    private final String address;

    Mailbox(String address) {
      this.address = address;
    }

    @Override
    public void deliver(MovingMessage message) {
      deliver(message.getMessage());
    }

    @Override
    public void deliver(MimeMessage message) {
      keep(address, message);
    }

    @Override
    public String getEmail() {
      return address;
    }

    @Override
    public String getLogin() {
      return address;
    }

    @Override
    public String getQualifiedMailboxName() {
      return address;
    }

    @Override
    public String getPassword() {
      return "";
    }

    @Override
    public void setPassword(String password) {
      // Everybody may come in; nobody has a password.
    }

    @Override
    public void authenticate(String password) {
      // Everybody may come in.
    }

    @Override
    public void create() {
      // A mailbox is there once something is delivered to it.
    }

    @Override
    public void delete() {
      // Messages are kept.
    }
  }
}
