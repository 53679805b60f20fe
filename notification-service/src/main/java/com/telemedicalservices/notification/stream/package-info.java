/** Events in: which messages follow from what the other services tell. */
@NullMarked
package com.telemedicalservices.notification.stream;

import org.jspecify.annotations.NullMarked;
