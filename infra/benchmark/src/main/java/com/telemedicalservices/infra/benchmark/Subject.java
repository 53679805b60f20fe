package com.telemedicalservices.infra.benchmark;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/** A system that takes intakes and opens their reviews: ours, or the one it is measured against. */
interface Subject extends AutoCloseable {

  /** What it is called in the report. */
  String name();

  /** Readies so many intakes to be submitted; returns their ids. Not measured. */
  List<String> prepare(int count);

  /** The request that submits one of them. */
  HttpRequest submission(String id);

  /** Fills it until so many patients are stored. Not measured. */
  void store(int patients);

  /** The reviews that have become visible; everybody who wants to know listens here. */
  Arrivals arrivals();

  /** Whether each of these has exactly one review in the database. */
  boolean hasExactlyOneReviewEach(List<String> ids);

  /** CPU time that its processes and their stores have used so far. */
  Duration cpu();

  @Override
  void close();
}
