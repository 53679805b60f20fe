/** Where identities come from. */
@NullMarked
package com.telemedicalservices.kit.ids;

import org.jspecify.annotations.NullMarked;
