/** What an operator can see of a service: traces, metrics, health. */
@NullMarked
package com.telemedicalservices.kit.telemetry;

import org.jspecify.annotations.NullMarked;
