/** The OpenAPI document of a service: generated while it is tested, published in git. */
@NullMarked
package com.telemedicalservices.testkit.openapi;

import org.jspecify.annotations.NullMarked;
