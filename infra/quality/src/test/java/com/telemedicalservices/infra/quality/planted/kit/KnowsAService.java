package com.telemedicalservices.infra.quality.planted.kit;

import com.telemedicalservices.infra.quality.planted.beta.Beta;

class KnowsAService {
  Beta beta;
}
