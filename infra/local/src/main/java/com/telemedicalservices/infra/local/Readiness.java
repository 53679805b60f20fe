package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** How one sees that a process is ready for work. */
sealed interface Readiness {

  /** The process says so by a line of its log that contains this text. */
  record Announced(String text) implements Readiness {}

  /** The process answers this address with status 200. */
  record Answers(URI address) implements Readiness {

    private static final int PATIENCE_MILLIS = 2_000;

    /** Asked by the older of the JDK's clients, which costs this process less to start with. */
    boolean now() {
      try {
        var question = (HttpURLConnection) address.toURL().openConnection();
        question.setConnectTimeout(PATIENCE_MILLIS);
        question.setReadTimeout(PATIENCE_MILLIS);
        try {
          return question.getResponseCode() == 200;
        } finally {
          question.disconnect();
        }
      } catch (IOException e) {
        return false;
      }
    }
  }
}
