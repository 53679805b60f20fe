package com.telemedicalservices.infra.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** One of the system's services, with its place in the repository and on the local machine. */
public enum Service {
  INTAKE("intake-service", 8081, "INTAKE_URL"),
  PROVIDER_REVIEW("provider-review-service", 8082, "REVIEW_URL"),
  SCHEDULING("scheduling-service", 8083, "SCHEDULING_URL"),
  NOTIFICATION("notification-service", 8084, "NOTIFICATION_URL"),
  CARE_FOLLOWUP("care-followup-service", 8085, "FOLLOWUP_URL");

  private static final int PORTS_BETWEEN_INSTANCES = 100;

  private final String directory;
  private final int port;
  private final String urlVariable;

  Service(String directory, int port, String urlVariable) {
    this.directory = directory;
    this.port = port;
    this.urlVariable = urlVariable;
  }

  /** Its name, which is also its directory's. */
  public String serviceName() {
    return directory;
  }

  /** The name of one of its instances, counted from 1; the first is called like the service. */
  public String instanceName(int instance) {
    return instance == 1 ? directory : directory + "-" + instance;
  }

  /** The port of one of its instances, counted from 1. */
  public int port(int instance) {
    return port + PORTS_BETWEEN_INSTANCES * (instance - 1);
  }

  /** The address of one of its instances, counted from 1. */
  public URI url(int instance) {
    return URI.create("http://127.0.0.1:" + port(instance));
  }

  /** The environment variable in which other services find its address. */
  public String urlVariable() {
    return urlVariable;
  }

  /** Its runnable jar, once it is built. */
  public Path jar(Path root) {
    return root.resolve(directory).resolve("target").resolve(directory + "-0.1.0-SNAPSHOT-app.jar");
  }

  /** The service called so, with or without {@code -service} at the end. */
  public static Optional<Service> named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.directory.equals(name) || each.directory.equals(name + "-service"))
        .findFirst();
  }
}
