/** What every service stands on, as a Spring Boot auto-configuration. */
@NullMarked
package com.telemedicalservices.kit;

import org.jspecify.annotations.NullMarked;
