/** Events in: what intake and review say, turned into commands. */
@NullMarked
package com.telemedicalservices.scheduling.stream;

import org.jspecify.annotations.NullMarked;
