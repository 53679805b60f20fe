/** One document, one write: aggregates kept in MongoDB, each changed by one guarded update. */
@NullMarked
package com.telemedicalservices.kit.store;

import org.jspecify.annotations.NullMarked;
