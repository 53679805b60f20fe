/** Tests of what other services' events mean for reviews. */
package com.telemedicalservices.review.stream;
