package com.telemedicalservices.infra.quality.planted.alpha.domain;

import com.telemedicalservices.infra.quality.planted.alpha.web.Page;
import com.telemedicalservices.infra.quality.planted.kit.store.Store;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;
import org.slf4j.Logger;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

@Component
class KnowsFrameworks {
  Document mongo;
  Producer<String, byte[]> kafka;
  JsonNode jackson;
  Logger logger;
  Store kitOutsideItsDomain;
  Page anotherRoom;
}
