/** Messages to patients and staff: created once, sent at most once, their delivery recorded. */
@NullMarked
package com.telemedicalservices.notification;

import org.jspecify.annotations.NullMarked;
