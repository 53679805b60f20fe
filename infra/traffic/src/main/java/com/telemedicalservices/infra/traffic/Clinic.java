package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.traffic.http.Answer;
import com.telemedicalservices.infra.traffic.http.Api;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The clinic of the demo: open six days a week, with room for everybody who comes. */
final class Clinic {

  static final String ID = "phoenix";
  static final ZoneId ZONE = ZoneId.of("America/Phoenix");

  private static final int PATIENTS_PER_CHAIR = 15;
  private static final int FEWEST_CHAIRS = 3;
  private static final int CHAIRS_PER_PRESCRIBER = 4;
  private static final List<DayOfWeek> OPEN =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY,
          DayOfWeek.SATURDAY);

  private Clinic() {}

  /** How many chairs so many patients need. */
  static int chairsFor(int patients) {
    return Math.max(FEWEST_CHAIRS, Math.ceilDiv(patients, PATIENTS_PER_CHAIR));
  }

  /** Sees to it that the clinic is there and large enough; returns how many chairs it has. */
  static int ensure(Api api, int patients) {
    String path = "/api/clinics/" + ID;
    for (int tries = 1; ; tries++) {
      Answer there = api.get(Service.SCHEDULING, path);
      int chairs = Math.max(chairsFor(patients), there.body().path("chairs").size());
      Answer answer =
          api.put(
              Service.SCHEDULING,
              path,
              "clinic-admin-1",
              there.ok() ? there.entityTag() : null,
              body(chairs));
      if (answer.ok()) {
        return chairs;
      }
      if (!answer.refusedWith("stale-version") || tries == 5) {
        throw new UnexpectedAnswerException("PUT " + path, answer);
      }
    }
  }

  private static Map<String, Object> body(int chairs) {
    return Map.of(
        "name",
        "Phoenix",
        "zone",
        ZONE.getId(),
        "hours",
        OPEN.stream().map(day -> Map.of("day", day, "opens", "07:00", "closes", "18:00")).toList(),
        "chairs",
        resources("chair", chairs, 1),
        "nurses",
        resources("nurse", chairs, 1),
        "prescribers",
        resources(
            "prescriber", Math.ceilDiv(chairs, CHAIRS_PER_PRESCRIBER) + 1, CHAIRS_PER_PRESCRIBER));
  }

  private static List<Map<String, Object>> resources(String kind, int count, int capacity) {
    return IntStream.rangeClosed(1, count)
        .<Map<String, Object>>mapToObj(
            number -> Map.of("id", kind + '-' + number, "capacity", capacity))
        .toList();
  }
}
