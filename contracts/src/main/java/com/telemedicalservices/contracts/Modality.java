package com.telemedicalservices.contracts;

/** How the medicine is given; each modality has its own rules (DOMAIN §1.3). */
public enum Modality {
  IV_RACEMIC,
  IM_RACEMIC,
  INTRANASAL_ESKETAMINE
}
