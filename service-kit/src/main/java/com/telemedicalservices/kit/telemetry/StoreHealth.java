package com.telemedicalservices.kit.telemetry;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the database answers, asked in a way that every MongoDB server understands. */
public final class StoreHealth extends AbstractHealthIndicator {

  private final MongoClient client;

  /** Asks over this client. */
  public StoreHealth(MongoClient client) {
    super("The database does not answer");
    this.client = client;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    try {
      client.getDatabase("admin").runCommand(new Document("ping", 1));
      builder.up();
    } catch (MongoException e) {
      // Said here rather than thrown, which would log a stack trace each time somebody asks.
      builder.down().withDetail("error", e.getClass().getSimpleName());
    }
  }
}
