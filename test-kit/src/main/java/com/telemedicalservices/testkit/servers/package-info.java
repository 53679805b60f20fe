/** Real servers that run inside a JVM: Kafka, MongoDB and mail, for tests and the local stack. */
@NullMarked
package com.telemedicalservices.testkit.servers;

import org.jspecify.annotations.NullMarked;
