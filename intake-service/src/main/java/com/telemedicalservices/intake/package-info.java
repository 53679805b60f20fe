/** A patient's way from the first inquiry to a submitted intake. */
@NullMarked
package com.telemedicalservices.intake;

import org.jspecify.annotations.NullMarked;
