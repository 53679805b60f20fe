package com.telemedicalservices.kit.telemetry;

import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** For operators: which aggregates' events stand behind a parked one, and trying them again. */
@Endpoint(id = "outbox")
public final class OutboxEndpoint {

  private static final int SHOWN = 100;

  private final Stores stores;

  /** For these stores. */
  public OutboxEndpoint(Stores stores) {
    this.stores = stores;
  }

  /** Ids of the aggregates that stand, by store. */
  @ReadOperation
  public Map<String, List<String>> parked() {
    Map<String, List<String>> parked = new TreeMap<>();
    stores.all().forEach(store -> parked.put(store.name(), store.parked(SHOWN)));
    return parked;
  }

  /** Tries parked events again; returns how many aggregates, by store. */
  @WriteOperation
  public Map<String, Long> redrive() {
    Map<String, Long> redriven = new TreeMap<>();
    for (AggregateStore<?, ?, ?> store : stores.all()) {
      redriven.put(store.name(), store.redriveParked());
    }
    return redriven;
  }
}
