/** The local stack: starts, watches and stops the whole system on one machine. */
@NullMarked
package com.telemedicalservices.infra.local;

import org.jspecify.annotations.NullMarked;
