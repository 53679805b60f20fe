package com.telemedicalservices.infra.quality.planted.alpha.web;

import com.telemedicalservices.infra.quality.planted.alpha.stream.Listener;

class KnowsTheStream {
  Listener listener;
}
