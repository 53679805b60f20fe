/** What the events of other services mean for follow-up. */
@NullMarked
package com.telemedicalservices.followup.stream;

import org.jspecify.annotations.NullMarked;
