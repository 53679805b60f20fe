/**
 * The whole journey in one thread from one seed: the services' own rules over a simulated store,
 * bus and clock, with everything going wrong that can.
 */
@NullMarked
package com.telemedicalservices.infra.simulation;

import org.jspecify.annotations.NullMarked;
