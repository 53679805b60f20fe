/** HTTP in and out: clinics, proposals, series, sessions. */
@NullMarked
package com.telemedicalservices.scheduling.web;

import org.jspecify.annotations.NullMarked;
