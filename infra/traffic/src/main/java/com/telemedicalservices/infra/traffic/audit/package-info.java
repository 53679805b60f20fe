/** The audit of the books: pure functions over what the system has on disk and on the wire. */
@NullMarked
package com.telemedicalservices.infra.traffic.audit;

import org.jspecify.annotations.NullMarked;
