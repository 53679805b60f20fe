/** The trace that a thread's work belongs to. */
@NullMarked
package com.telemedicalservices.kit.trace;

import org.jspecify.annotations.NullMarked;
