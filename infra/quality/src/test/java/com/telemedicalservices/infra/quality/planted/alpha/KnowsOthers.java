package com.telemedicalservices.infra.quality.planted.alpha;

import com.telemedicalservices.infra.quality.planted.beta.Beta;
import com.telemedicalservices.infra.quality.planted.infra.Tool;
import com.telemedicalservices.infra.quality.planted.testkit.Harness;

class KnowsOthers {
  Beta anotherService;
  Tool infra;
  Harness testKit;
}
