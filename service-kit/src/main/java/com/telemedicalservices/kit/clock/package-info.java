/**
 * The two times a service knows: the clinic's, which may be moved for a demo, and the machine's.
 */
@NullMarked
package com.telemedicalservices.kit.clock;

import org.jspecify.annotations.NullMarked;
