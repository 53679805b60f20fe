/** REST in: messages as they stand, channel preferences, and texts that patients send back. */
@NullMarked
package com.telemedicalservices.notification.web;

import org.jspecify.annotations.NullMarked;
