/**
 * What the clinic does for a patient between and after infusions: check-ins, what they show, and
 * alerts until a human has dealt with them. Pure Java.
 */
@NullMarked
package com.telemedicalservices.followup.domain;

import org.jspecify.annotations.NullMarked;
