package com.telemedicalservices.kit.web;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Everything about HTTP that is the same in every service. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration implements WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ChangeRequestResolver());
  }

  @Bean
  Changes changes() {
    return new Changes();
  }

  @Bean
  Problems problems() {
    return new Problems();
  }

  @Bean
  FilterRegistrationBean<RequestGate> requestGate() {
    FilterRegistrationBean<RequestGate> registration =
        new FilterRegistrationBean<>(new RequestGate());
    registration.addUrlPatterns("/api/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    return registration;
  }
}
