/** The real stack under the demo's traffic, while everything is done to it that can happen. */
@NullMarked
package com.telemedicalservices.infra.havoc;

import org.jspecify.annotations.NullMarked;
