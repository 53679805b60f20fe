package com.telemedicalservices.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name an event has on the wire. Never a class name: classes may be renamed, a name that was
 * once published may not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** The name without its version, for example {@code intake.submitted}. */
  String value();

  /** The version of the body. Only a change that old readers could not bear makes a new one. */
  int version() default 1;
}
