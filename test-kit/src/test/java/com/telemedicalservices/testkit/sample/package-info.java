/** The smallest service there can be, to try the kit with. */
@NullMarked
package com.telemedicalservices.testkit.sample;

import org.jspecify.annotations.NullMarked;
