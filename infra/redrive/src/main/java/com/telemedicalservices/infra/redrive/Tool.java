package com.telemedicalservices.infra.redrive;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the commands work with.
 *
 * @param connect the way to Kafka
 * @param clock the time of acts
 * @param nanoTime a clock that never goes back
 * @param pauser how to wait
 * @param user who works here, when no other name is given
 */
record Tool(
    Supplier<Bookkeeper> connect,
    Clock clock,
    LongSupplier nanoTime,
    Pace.Pauser pauser,
    String user) {}
