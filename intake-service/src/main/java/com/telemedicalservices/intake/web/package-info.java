/** What patients, staff and other services ask of the intake service over HTTP. */
@NullMarked
package com.telemedicalservices.intake.web;

import org.jspecify.annotations.NullMarked;
