/** What an operator can see of a service: metrics, health, what stands still. */
@NullMarked
package com.telemedicalservices.kit.telemetry;

import org.jspecify.annotations.NullMarked;
