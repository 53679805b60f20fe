/** Reviews over HTTP: the queue and decisions in, the question for a dossier out. */
@NullMarked
package com.telemedicalservices.review.web;

import org.jspecify.annotations.NullMarked;
