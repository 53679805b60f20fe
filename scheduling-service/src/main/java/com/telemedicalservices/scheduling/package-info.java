/** Scheduling: clinic resources, booking of whole series, the day of infusion. */
@NullMarked
package com.telemedicalservices.scheduling;

import org.jspecify.annotations.NullMarked;
