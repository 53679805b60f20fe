/** Measures the system against the machine's own limits and against a peer, in one run. */
@NullMarked
package com.telemedicalservices.infra.benchmark;

import org.jspecify.annotations.NullMarked;
