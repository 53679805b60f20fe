/** Tests of the rules, without Spring, Kafka or MongoDB. */
package com.telemedicalservices.review.domain;
