/** From Kafka to aggregates: a poll taken as a batch, each event applied once. */
@NullMarked
package com.telemedicalservices.kit.inbox;

import org.jspecify.annotations.NullMarked;
