package com.telemedicalservices.review.domain.workup;

/** What may come of an examination. The values themselves stay in the document that shows them. */
public enum Result {
  NORMAL,
  ABNORMAL,
  NEGATIVE,
  POSITIVE,
  /** It was done, and there is nothing to judge. */
  DONE
}
