package com.telemedicalservices.infra.havoc;

import com.telemedicalservices.infra.local.Detour;
import com.telemedicalservices.infra.local.Service;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network of the stack: a road from every instance to Kafka, and one to MongoDB. */
final class Roads implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Road> toKafka = new HashMap<>();
  private final Map<String, Road> toMongodb = new HashMap<>();

  /**
   * @param instances how many of each service
   */
  Roads(int instances) {
    for (var service : Service.values()) {
      for (var instance = 1; instance <= instances; instance++) {
        var way = Detour.of(service, instance);
        var name = service.instanceName(instance);
        toKafka.put(name, new Road(loops.next(), way.kafka(), way.kafkaBehind()));
        toMongodb.put(name, new Road(loops.next(), way.mongodb(), way.mongodbBehind()));
      }
    }
  }

  /** Every instance, by its name. */
  List<String> instances() {
    return toKafka.keySet().stream().sorted().toList();
  }

  Road toKafka(String instance) {
    return road(toKafka, instance);
  }

  Road toMongodb(String instance) {
    return road(toMongodb, instance);
  }

  private static Road road(Map<String, Road> roads, String instance) {
    var road = roads.get(instance);
    if (road == null) {
      throw new IllegalArgumentException("There is no instance " + instance);
    }
    return road;
  }

  @Override
  public void close() {
    toKafka.values().forEach(Road::close);
    toMongodb.values().forEach(Road::close);
    loops.shutdownGracefully().syncUninterruptibly();
  }
}
