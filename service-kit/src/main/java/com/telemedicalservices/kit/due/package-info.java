/** Work that time alone makes necessary. */
@NullMarked
package com.telemedicalservices.kit.due;

import org.jspecify.annotations.NullMarked;
