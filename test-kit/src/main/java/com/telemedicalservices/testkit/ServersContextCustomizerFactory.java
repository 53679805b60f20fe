package com.telemedicalservices.testkit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Spring's side of {@link WithServers}: tells the application context where its servers are. */
final class ServersContextCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
    return ServersOfClass.outermost(testClass).isAnnotationPresent(WithServers.class)
        ? new Customizer(ServersOfClass.of(testClass).servers())
        : null;
  }

  /** Equal for the same servers, so that nested classes share the context of their outer class. */
  private record Customizer(TestServers servers) implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("servers of the test", Map.copyOf(servers.properties())));
    }
  }
}
