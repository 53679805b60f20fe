package com.telemedicalservices.review.domain;

import com.telemedicalservices.review.domain.candidacy.RuleSet;
import com.telemedicalservices.review.domain.workup.WorkUpPlan;

/**
 * What reviews are decided by, each part with a version that is stored with each decision (DOMAIN
 * §9, invariant 24).
 *
 * @param policy every number a review depends on, and who may decide
 * @param rules what bears on candidacy
 * @param workUp what must be known before an infusion
 */
public record Basis(ReviewPolicy policy, RuleSet rules, WorkUpPlan workUp) {}
