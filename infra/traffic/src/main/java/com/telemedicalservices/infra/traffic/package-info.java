/** The demo: synthetic patients and staff live through two months, and the books are audited. */
@NullMarked
package com.telemedicalservices.infra.traffic;

import org.jspecify.annotations.NullMarked;
