package com.telemedicalservices.infra.quality.planted.testkit;

import com.telemedicalservices.infra.quality.planted.kit.store.Store;

public class Harness {
  Store mayKnowTheKit;
}
