/** The care-followup service: the patient's care between and after infusions. */
@NullMarked
package com.telemedicalservices.followup;

import org.jspecify.annotations.NullMarked;
