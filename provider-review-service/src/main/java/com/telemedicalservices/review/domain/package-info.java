/** The rules of reviewing a patient's candidacy, and of whether an approval still stands. */
@NullMarked
package com.telemedicalservices.review.domain;

import org.jspecify.annotations.NullMarked;
