/**
 * What the services say to each other: one sealed family of event records per Kafka topic, the
 * envelope they travel in, and the topics themselves.
 *
 * <p>Bodies carry ids, codes, tiers and times only: no name, contact, answer, score or free text
 * (DOMAIN §9, invariant 20). Within a version a body only ever gains optional fields.
 */
@NullMarked
package com.telemedicalservices.contracts;

import org.jspecify.annotations.NullMarked;
