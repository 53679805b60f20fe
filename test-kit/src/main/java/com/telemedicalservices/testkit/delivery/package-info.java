/**
 * What every service must stand: duplicates, reordering, crashes between any two steps, and others
 * at the same work.
 */
@NullMarked
package com.telemedicalservices.testkit.delivery;

import org.jspecify.annotations.NullMarked;
