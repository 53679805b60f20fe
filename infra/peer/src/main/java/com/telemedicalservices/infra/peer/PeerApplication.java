package com.telemedicalservices.infra.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The peer of the benchmark. */
@SpringBootApplication
public class PeerApplication {

  /** Starts it. */
  public static void main(String[] args) {
    SpringApplication.run(PeerApplication.class, args);
  }
}
