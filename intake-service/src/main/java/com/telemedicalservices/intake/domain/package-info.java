/** The rules of intakes and contact records, and the screening instruments, as pure functions. */
@NullMarked
package com.telemedicalservices.intake.domain;

import org.jspecify.annotations.NullMarked;
