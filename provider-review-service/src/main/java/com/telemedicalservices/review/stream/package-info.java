/** What the events of the other services mean for reviews. */
@NullMarked
package com.telemedicalservices.review.stream;

import org.jspecify.annotations.NullMarked;
