/** The rules of clinics, series and the day of infusion. Pure Java. */
@NullMarked
package com.telemedicalservices.scheduling.domain;

import org.jspecify.annotations.NullMarked;
