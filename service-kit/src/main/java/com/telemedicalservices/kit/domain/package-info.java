/** The words every domain is written in: aggregate, decision, rejection, reaction. Pure Java. */
@NullMarked
package com.telemedicalservices.kit.domain;

import org.jspecify.annotations.NullMarked;
