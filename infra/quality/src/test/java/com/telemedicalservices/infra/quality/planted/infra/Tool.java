package com.telemedicalservices.infra.quality.planted.infra;

import com.telemedicalservices.infra.quality.planted.beta.Beta;
import com.telemedicalservices.infra.quality.planted.testkit.Harness;

public class Tool {
  Beta mayKnowServices;
  Harness mayKnowTheTestKit;
}
