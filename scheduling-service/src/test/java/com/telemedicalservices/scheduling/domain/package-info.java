/** Tests of the scheduling rules: plain JUnit, no framework. */
@NullMarked
package com.telemedicalservices.scheduling.domain;

import org.jspecify.annotations.NullMarked;
