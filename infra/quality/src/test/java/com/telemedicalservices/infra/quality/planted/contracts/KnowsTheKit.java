package com.telemedicalservices.infra.quality.planted.contracts;

import com.telemedicalservices.infra.quality.planted.kit.domain.Decided;

class KnowsTheKit {
  Decided decided;
}
