/** The services' public HTTP surface, as a client that does not give up sees it. */
@NullMarked
package com.telemedicalservices.infra.traffic.http;

import org.jspecify.annotations.NullMarked;
