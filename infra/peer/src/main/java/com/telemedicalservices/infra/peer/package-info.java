/** The system to measure against: one process and one Postgres doing the same two steps. */
@NullMarked
package com.telemedicalservices.infra.peer;

import org.jspecify.annotations.NullMarked;
