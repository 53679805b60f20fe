package com.telemedicalservices.infra.quality.planted.beta.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.transaction.annotation.Transactional;

/** One method or field for every banned call. */
class Banned {
  @Autowired StreamBridge injected;
  ObjectMapper jackson2;

  Banned(StreamBridge bridge) {
    this.injected = bridge;
  }

  Instant readsNow() {
    return Instant.now();
  }

  Supplier<Instant> readsNowByReference() {
    return Instant::now;
  }

  LocalDate readsToday() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  Clock makesAClock() {
    return Clock.systemUTC();
  }

  InstantSource makesAnInstantSource() {
    return InstantSource.system();
  }

  long readsMillis() {
    return System.currentTimeMillis();
  }

  ZonedDateTime mayReadAGivenClock(Clock clock) {
    return ZonedDateTime.now(clock);
  }

  long mayMeasureDurations() {
    return System.nanoTime();
  }

  UUID drawsAnId() {
    return UUID.randomUUID();
  }

  UUID mayParseAnId(String text) {
    return UUID.fromString(text);
  }

  void prints() {
    System.out.println();
  }

  void printsErrors() {
    System.err.println();
  }

  void printsAStackTrace(Exception e) {
    e.printStackTrace();
  }

  void sleeps() throws InterruptedException {
    Thread.sleep(1);
  }

  void sleepsByUnit() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  void usesAnOldTimeType(Date date) {}

  @Transactional
  void opensATransaction() {}

  void savesByOperations(MongoOperations mongo) {
    mongo.save(this);
  }

  void savesByTemplate(MongoTemplate mongo) {
    mongo.save(this, "collection");
  }

  void mayInsert(MongoOperations mongo) {
    mongo.insert(this);
  }
}
