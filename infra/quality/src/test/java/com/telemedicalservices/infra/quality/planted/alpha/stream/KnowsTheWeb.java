package com.telemedicalservices.infra.quality.planted.alpha.stream;

import com.telemedicalservices.infra.quality.planted.alpha.web.Page;

class KnowsTheWeb {
  Page page;
}
