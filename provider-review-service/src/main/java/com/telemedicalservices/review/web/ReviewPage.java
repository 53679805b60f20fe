package com.telemedicalservices.review.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the queue.
 *
 * @param reviews the most urgent first, and among those the one that has waited longest
 * @param nextCursor where the next page begins; absent on the last
 */
record ReviewPage(List<ReviewSummary> reviews, @Nullable String nextCursor) {}
