/** Which findings about a patient bear on whether ketamine may be given (DOMAIN §2). */
@NullMarked
package com.telemedicalservices.review.domain.candidacy;

import org.jspecify.annotations.NullMarked;
