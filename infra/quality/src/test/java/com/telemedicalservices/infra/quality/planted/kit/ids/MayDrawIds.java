package com.telemedicalservices.infra.quality.planted.kit.ids;

import java.util.UUID;

class MayDrawIds {
  UUID draw() {
    return UUID.randomUUID();
  }
}
