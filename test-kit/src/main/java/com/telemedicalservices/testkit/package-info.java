/** What every test stands on: where Kafka and MongoDB come from, and how tests share them. */
@NullMarked
package com.telemedicalservices.testkit;

import org.jspecify.annotations.NullMarked;
