/** What is said to whom, when, over which channel, and whether it may be said. Pure Java. */
@NullMarked
package com.telemedicalservices.notification.domain;

import org.jspecify.annotations.NullMarked;
