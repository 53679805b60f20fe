package com.telemedicalservices.scheduling.domain;

import java.time.ZoneId;
import java.util.List;

/**
 * A clinic as it can be booked.
 *
 * @param clinicId the clinic
 * @param name what people call it
 * @param zone time zone of its wall clock
 * @param hours when it is open
 * @param chairs its infusion chairs
 * @param nurses its monitoring nurses
 * @param prescribers its prescribers, on site while an infusion runs
 */
public record ClinicState(
    String clinicId,
    String name,
    String zone,
    OpeningHours hours,
    List<Resource> chairs,
    List<Resource> nurses,
    List<Resource> prescribers) {

  public ClinicState {
    chairs = List.copyOf(chairs);
    nurses = List.copyOf(nurses);
    prescribers = List.copyOf(prescribers);
  }

  /** Its zone as the zone itself. */
  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  static List<String> lanes(List<Resource> resources) {
    return resources.stream().flatMap(resource -> resource.lanes().stream()).toList();
  }
}
