package com.telemedicalservices.review;

import com.telemedicalservices.review.domain.ReviewPolicy;
import com.telemedicalservices.review.domain.ReviewPolicy.ApprovalPolicy;
import com.telemedicalservices.review.domain.ReviewPolicy.Clinics;
import com.telemedicalservices.review.domain.ReviewPolicy.ClockPolicy;
import com.telemedicalservices.review.domain.ReviewPolicy.DossierPolicy;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The review policy as the clinic has configured it. Every value stands in application.yml, so that
 * an operator overrides one without repeating the others; whoever changes one changes the version.
 *
 * @param version what this set of values is called
 * @param clock how long things may take
 * @param approvals what may be approved
 * @param dossier how the intake service is asked
 * @param clinics where the clinics are
 * @param providers who may decide; without any the service does not start
 */
@Validated
@ConfigurationProperties("telemedical.review")
public record ReviewProperties(
    @NotBlank String version,
    @NotNull ClockPolicy clock,
    @NotNull ApprovalPolicy approvals,
    @NotNull DossierPolicy dossier,
    @NotNull Clinics clinics,
    @NotEmpty List<ReviewPolicy.Provider> providers) {

  ReviewPolicy policy() {
    return new ReviewPolicy(version, clock, approvals, dossier, clinics, providers);
  }
}
