/** Events as bytes: CloudEvents 1.0 in binary mode, with JSON bodies. */
@NullMarked
package com.telemedicalservices.kit.events;

import org.jspecify.annotations.NullMarked;
