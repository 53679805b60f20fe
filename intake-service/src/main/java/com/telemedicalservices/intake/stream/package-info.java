/** What other services' events mean for an intake. */
@NullMarked
package com.telemedicalservices.intake.stream;

import org.jspecify.annotations.NullMarked;
