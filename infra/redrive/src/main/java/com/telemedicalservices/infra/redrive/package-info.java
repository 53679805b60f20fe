/**
 * The operator's tool for dead letters. A dead-letter topic is never rewritten: what was done with
 * a letter is a fact of its own, on a topic of its own.
 */
@NullMarked
package com.telemedicalservices.infra.redrive;

import org.jspecify.annotations.NullMarked;
