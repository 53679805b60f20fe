package com.telemedicalservices.infra.benchmark;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A filled-in intake of about two kilobytes, about nobody. */
final class Samples {

  private static final String ANSWERS =
      IntStream.range(0, 40)
          .mapToObj(i -> "\"question-%d\":\"answer number %d, of ordinary length\"".formatted(i, i))
          .collect(Collectors.joining(","));

  private Samples() {}

  static String filledIn(String id) {
    return """
    {"id":"%s","clinicId":"phoenix","phq9":[2,2,1,2,1,2,2,1,0],"gad7":[2,1,1,2,1,1,2],\
    "answers":{%s}}\
    """
        .formatted(id, ANSWERS);
  }
}
