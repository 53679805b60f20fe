/** From the outbox of a document to Kafka, in order, until the broker has acknowledged. */
@NullMarked
package com.telemedicalservices.kit.outbox;

import org.jspecify.annotations.NullMarked;
