/** HTTP in and out: idempotency keys, entity tags, problem details, limits. */
@NullMarked
package com.telemedicalservices.kit.web;

import org.jspecify.annotations.NullMarked;
