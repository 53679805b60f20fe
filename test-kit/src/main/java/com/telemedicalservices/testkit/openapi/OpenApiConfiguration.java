package com.telemedicalservices.testkit.openapi;

import com.telemedicalservices.kit.web.ChangeRequest;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Tells springdoc what it cannot see: which headers a {@link ChangeRequest} stands for, how every
 * service refuses, and what the controllers' comments say. It is there where springdoc is.
 */
@AutoConfiguration(after = SpringDocConfiguration.class)
@ConditionalOnClass(OpenAPI.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class OpenApiConfiguration {

  private static final String PROBLEM = "Problem";

  OpenApiConfiguration(SpringDocConfigProperties springDoc) {
    springDoc.setDefaultProducesMediaType("application/json");
    springDoc.setOverrideWithGenericResponse(false);
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(ChangeRequest.class)
        .replaceWithClass(JsonNode.class, Object.class);
  }

  /** The last of the converters, and so the first to be registered. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelResolver namingTypes(ObjectMapperProvider mappers) {
    return new ModelResolver(mappers.jsonMapper(), new TypeNames())
        .openapi31(mappers.isOpenapi31());
  }

  /** Names a nested type together with the one it is nested in, which may not be alone with it. */
  private static final class TypeNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
      Class<?> outer = type.getEnclosingClass();
      return outer == null ? withoutRole(type) : getNameOfClass(outer) + withoutRole(type);
    }
  }

  @Bean
  OpenApiCustomizer describingTheService(@Value("${spring.application.name}") String name) {
    return document -> {
      document.getInfo().title(name).version("v1");
      document.getPaths().keySet().removeIf(path -> !path.startsWith("/api/"));
      document.getComponents().addSchemas(PROBLEM, problem());
    };
  }

  /** The name of a class; of a controller, what it controls. */
  private static String withoutRole(Class<?> type) {
    return type.getSimpleName().replaceFirst("Controller$", "");
  }

  private static Schema<?> problem() {
    ObjectSchema problem = new ObjectSchema();
    problem
        .description("RFC 9457 problem details; some codes come with further properties.")
        .additionalProperties(true);
    problem.setProperties(
        Map.of(
            "type",
            new StringSchema(),
            "title",
            new StringSchema(),
            "status",
            new IntegerSchema(),
            "detail",
            new StringSchema().description("What to do."),
            "instance",
            new StringSchema(),
            "code",
            new StringSchema().description("What is wrong; never changes.")));
    problem.setRequired(List.of("status", "code"));
    return problem;
  }

  @Bean
  OperationCustomizer describingAnOperation(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    mappings.getHandlerMethods().values().forEach(OpenApiConfiguration::takeAsText);
    ControllerDocs docs = ControllerDocs.in(Path.of("src/main/java"));
    return (operation, handler) -> {
      String controller = withoutRole(handler.getBeanType());
      operation
          .operationId(
              StringUtils.uncapitalize(controller)
                  + StringUtils.capitalize(handler.getMethod().getName()))
          .tags(List.of(controller));
      ControllerDocs.Doc doc = docs.of(handler.getMethod());
      if (doc != null) {
        operation.summary(doc.summary());
        if (!doc.description().isEmpty()) {
          operation.description(doc.description());
        }
      }
      boolean post = handler.hasMethodAnnotation(PostMapping.class);
      describeHeaders(operation, handler, post);
      describeResponses(operation.getResponses(), post);
      return operation;
    };
  }

  /** A record that comes in a header is made from its text. */
  private static void takeAsText(HandlerMethod handler) {
    for (MethodParameter parameter : handler.getMethodParameters()) {
      Class<?> type = parameter.getParameterType();
      if (parameter.hasParameterAnnotation(RequestHeader.class) && type.isRecord()) {
        SpringDocUtils.getConfig().replaceWithClass(type, String.class);
      }
    }
  }

  private static void describeHeaders(Operation operation, HandlerMethod handler, boolean post) {
    boolean change =
        Arrays.asList(handler.getMethod().getParameterTypes()).contains(ChangeRequest.class);
    if (!change) {
      return;
    }
    if (post) {
      operation.addParametersItem(
          header("Idempotency-Key")
              .description(
                  "A new one for each thing to be done: 8 to 64 letters, digits, dots, dashes or"
                      + " underscores. The same request sent again under it gets the same answer.")
              .required(true));
      operation.addParametersItem(
          header("If-Match").description("The ETag last read, when only that version will do."));
    } else {
      operation.addParametersItem(
          header("If-Match").description("The ETag last read; needed to change what there is."));
      operation.addParametersItem(
          header("If-None-Match").description("`*` instead of If-Match, to create."));
    }
  }

  private static HeaderParameter header(String name) {
    HeaderParameter header = new HeaderParameter();
    header.name(name).schema(new StringSchema());
    return header;
  }

  /** A POST says 200 or, when something was created, 201. */
  private static void describeResponses(ApiResponses responses, boolean post) {
    ApiResponse done = responses.remove("200");
    if (done != null) {
      done.description("Done.");
      responses.addApiResponse(post ? "2XX" : "200", done);
    }
    responses.addApiResponse(
        "default",
        new ApiResponse()
            .description("Refused or failed.")
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
  }
}
