/** Follow-up over HTTP: check-ins for patients, alerts for clinicians. */
@NullMarked
package com.telemedicalservices.followup.web;

import org.jspecify.annotations.NullMarked;
