package com.telemedicalservices.testkit;

import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** JUnit's side of {@link WithServers}. */
final class ServersExtension implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    var testClass = context.getRequiredTestClass();
    if (testClass == ServersOfClass.outermost(testClass)) {
      // JUnit closes what its store holds after everything else that ends with the class, among
      // it Spring's application context.
      context
          .getStore(Namespace.create(ServersExtension.class))
          .put(ServersOfClass.class, ServersOfClass.of(testClass));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return resolveParameter(parameter, context) != null;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    var servers = ServersOfClass.of(context.getRequiredTestClass());
    if (type == TestServers.class) {
      return servers.servers();
    }
    if (type == KafkaBroker.class) {
      return servers.broker();
    }
    return type == MongoDbServer.class ? servers.mongo() : null;
  }
}
