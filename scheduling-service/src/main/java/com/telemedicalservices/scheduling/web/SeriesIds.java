package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.web.RejectedException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the ids of series and sessions say which episode they belong to. */
final class SeriesIds {

  private static final Pattern SERIES = Pattern.compile("(.+)\\.s\\d{1,6}");
  private static final Pattern SESSION = Pattern.compile("(.+)\\.s\\d{1,6}\\.\\d{1,6}");

  private SeriesIds() {}

  /** Whether an id can be that of a series; if not, it may be that of an episode. */
  static boolean isSeries(String id) {
    return SERIES.matcher(id).matches();
  }

  static String episodeOfSeries(String seriesId) {
    Matcher matcher = SERIES.matcher(seriesId);
    return matcher.matches() ? matcher.group(1) : seriesId;
  }

  static String episodeOfSession(String sessionId) {
    Matcher matcher = SESSION.matcher(sessionId);
    if (!matcher.matches()) {
      throw unknown("unknown-session", "There is no session of this id.");
    }
    return matcher.group(1);
  }

  static RejectedException unknown(String code, String detail) {
    return new RejectedException(new Rejection(Rejection.Kind.UNKNOWN, code, detail, Map.of()));
  }
}
