package com.telemedicalservices.followup.web;

import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.SideEffect;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An unwanted effect as it is sent.
 *
 * @param kind which
 * @param severity from 1, mild, to 5, death
 * @param serious whether it led to or threatened death, hospital or disability; left out for no
 */
record SideEffectBody(
    @NotNull AdverseEventKind kind, @NotNull Integer severity, @Nullable Boolean serious) {

  SideEffect toSideEffect() {
    return new SideEffect(kind, severity, Boolean.TRUE.equals(serious));
  }

  static SideEffectBody of(SideEffect sideEffect) {
    return new SideEffectBody(sideEffect.effect(), sideEffect.severity(), sideEffect.isSerious());
  }
}
