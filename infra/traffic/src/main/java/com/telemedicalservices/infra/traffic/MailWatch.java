package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.traffic.audit.SentMail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what arrives in the mailboxes, a little at a time. */
final class MailWatch implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI listing;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SentMail> mails = new ArrayList<>();
  private long lastNumber;

  MailWatch(URI listing) {
    this.listing = listing;
  }

  /** Reads what is new; returns whether the mail server answered. */
  synchronized boolean read() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(listing + "?after=" + lastNumber)).timeout(LIMIT).build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        return false;
      }
      for (SentMail mail : JSON.readValue(response.body(), SentMail[].class)) {
        mails.add(mail);
        lastNumber = Math.max(lastNumber, mail.number());
      }
      return true;
    } catch (IOException | JacksonException e) {
      return false;
    }
  }

  /** Everything read so far. */
  synchronized List<SentMail> mails() {
    return List.copyOf(mails);
  }

  /** How many have been read so far. */
  synchronized int count() {
    return mails.size();
  }

  @Override
  public void close() {
    http.close();
  }
}
