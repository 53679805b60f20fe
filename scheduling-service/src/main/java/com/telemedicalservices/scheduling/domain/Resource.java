package com.telemedicalservices.scheduling.domain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A chair, nurse or prescriber of a clinic.
 *
 * @param code its name within the clinic
 * @param capacity how many sessions it serves at once; a prescriber on site may supervise several
 */
public record Resource(String code, int capacity) {

  /**
   * One lane for each session it can serve at once. The first has the bare name, so that what is
   * booked stays in its lane when the capacity is changed.
   */
  List<String> lanes() {
    return IntStream.rangeClosed(1, capacity)
        .mapToObj(lane -> lane == 1 ? code : code + "#" + lane)
        .toList();
  }
}
