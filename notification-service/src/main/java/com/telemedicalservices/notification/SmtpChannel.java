package com.telemedicalservices.notification;

import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.Wording;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Hands messages over to the mail server and tells exactly what is known then. A message counts as
 * handed over when all of it is written; from there to the server's answer, and only there, a
 * broken connection leaves a doubt.
 */
final class SmtpChannel {

  private static final Logger log = LoggerFactory.getLogger(SmtpChannel.class);

  private static final int SERVICE_CLOSING = 421;
  private static final int FIRST_PERMANENT = 500;

  /** What is known after a hand-over. */
  enum Handover {
    /** The server took the message. */
    ACCEPTED,
    /** The server did not take it, and will not take it later. */
    REFUSED,
    /** The server did not take it, and may take it later. */
    REFUSED_FOR_NOW,
    /** The server could not be asked. */
    NOT_REACHED,
    /** The server has it, and its answer was lost: nobody knows whether it took it. */
    LOST
  }

  private final JavaMailSenderImpl settings;
  private final String from;
  private final Clock clock;
  private final MeterRegistry meters;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "smtp",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(20)
              .minimumNumberOfCalls(10)
              .waitDurationInOpenState(Duration.ofSeconds(5))
              .build());

  /**
   * @param settings where the mail server is, and how long to wait for it
   * @param from the sender of every message; its domain is that of the message ids
   * @param clock the clinic's clock
   * @param meters where the outcomes are counted
   */
  SmtpChannel(JavaMailSenderImpl settings, String from, Clock clock, MeterRegistry meters) {
    this.settings = settings;
    this.from = from;
    this.clock = clock;
    this.meters = meters;
  }

  /** Hands one message over. Never throws: one that fails does not stop the others. */
  Handover handOver(Letter letter, String address, Wording wording) {
    Handover handover = guarded(letter, address, wording);
    meters
        .counter(
            "messages.handed.over",
            "channel",
            letter.channel().name().toLowerCase(Locale.ROOT),
            "outcome",
            handover.name().toLowerCase(Locale.ROOT))
        .increment();
    return handover;
  }

  private Handover guarded(Letter letter, String address, Wording wording) {
    Mail mail;
    Address[] recipients;
    try {
      recipients = new Address[] {new InternetAddress(address, true)};
      mail = write(letter, recipients, wording);
    } catch (AddressException e) {
      return Handover.REFUSED;
    } catch (MessagingException e) {
      log.error("Message {} is no mail: {}", letter.messageId(), e.getClass().getName());
      return Handover.REFUSED;
    }
    if (!breaker.tryAcquirePermission()) {
      return Handover.NOT_REACHED;
    }
    long begun = breaker.getCurrentTimestamp();
    Handover handover = send(mail, recipients);
    long took = breaker.getCurrentTimestamp() - begun;
    TimeUnit unit = breaker.getTimestampUnit();
    if (handover == Handover.NOT_REACHED || handover == Handover.LOST) {
      breaker.onError(took, unit, new IOException("The mail server has not answered"));
    } else {
      breaker.onSuccess(took, unit);
    }
    return handover;
  }

  private Mail write(Letter letter, Address[] recipients, Wording wording)
      throws MessagingException {
    Mail mail = new Mail(settings.getSession(), messageId(letter.messageId()));
    mail.setFrom(new InternetAddress(from));
    mail.setRecipients(RecipientType.TO, recipients);
    mail.setSubject(wording.subject(), StandardCharsets.UTF_8.name());
    mail.setText(wording.body(), StandardCharsets.UTF_8.name());
    mail.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Message-Kind", letter.messageKind().code());
    mail.setHeader("X-Subject-Id", letter.subjectId());
    mail.setHeader("X-Occurrence", letter.occurrence());
    mail.saveChanges();
    return mail;
  }

  private Handover send(Mail mail, Address[] recipients) {
    Transport transport;
    try {
      transport = settings.getSession().getTransport("smtp");
      transport.connect(
          settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
    } catch (MessagingException e) {
      return Handover.NOT_REACHED;
    }
    try {
      transport.sendMessage(mail, recipients);
      return Handover.ACCEPTED;
    } catch (MessagingException e) {
      return outcomeOf(e, mail.isHandedOver());
    } finally {
      close(transport);
    }
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The server has answered by then; how the connection ends changes nothing.
      log.debug("A connection to the mail server was not closed in good order");
    }
  }

  /** From what the server said; without a word of it, from how far the message had come. */
  private static Handover outcomeOf(MessagingException failure, boolean handedOver) {
    for (Exception e = failure; e instanceof MessagingException; e = next(e)) {
      Handover said =
          switch (e) {
            case SMTPAddressFailedException address -> answer(address.getReturnCode(), true);
            // Says something about us, not about this message: worth another try.
            case SMTPSenderFailedException sender -> answer(sender.getReturnCode(), false);
            case SMTPSendFailedException send -> answer(send.getReturnCode(), handedOver);
            default -> null;
          };
      if (said != null) {
        return said;
      }
    }
    return handedOver ? Handover.LOST : Handover.NOT_REACHED;
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException failure ? failure.getNextException() : null;
  }

  private static @Nullable Handover answer(int code, boolean aboutThisMessage) {
    if (code <= 0) {
      return null;
    }
    if (code == SERVICE_CLOSING) {
      return Handover.NOT_REACHED;
    }
    return code >= FIRST_PERMANENT && aboutThisMessage
        ? Handover.REFUSED
        : Handover.REFUSED_FOR_NOW;
  }

  /** The same for the same message, so that a mail program would show it only once. */
  private String messageId(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return '<' + HexFormat.of().formatHex(hash, 0, 16) + from.substring(from.indexOf('@')) + '>';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** A mail that keeps the id it is given and knows whether all of it has been written. */
  private static final class Mail extends MimeMessage {

    private final String id;
    private volatile boolean handedOver;

    Mail(Session session, String id) {
      super(session);
      this.id = id;
    }

    boolean isHandedOver() {
      return handedOver;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      handedOver = true;
    }
  }
}
