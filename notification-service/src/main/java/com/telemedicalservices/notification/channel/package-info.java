/** Messages out: finding the address, checking consent, and handing over to the mail server. */
@NullMarked
package com.telemedicalservices.notification.channel;

import org.jspecify.annotations.NullMarked;
