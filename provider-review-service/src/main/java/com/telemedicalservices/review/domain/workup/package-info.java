/** The work-up: what must be known of a patient before an infusion, and for how long it holds. */
@NullMarked
package com.telemedicalservices.review.domain.workup;

import org.jspecify.annotations.NullMarked;
