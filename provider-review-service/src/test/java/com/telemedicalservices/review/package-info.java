/** The service as a whole, through HTTP, Kafka and MongoDB. */
package com.telemedicalservices.review;
