/** The provider-review service: a queue, licensed decisions, and whether they still stand. */
@NullMarked
package com.telemedicalservices.review;

import org.jspecify.annotations.NullMarked;
