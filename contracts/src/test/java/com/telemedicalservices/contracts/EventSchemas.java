package com.telemedicalservices.contracts;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas of the event records, generated from the records themselves. They say what a
 * producer may write, so they are closed: no other fields, all of them required but those a record
 * marks {@code @Nullable}. A reader is more tolerant.
 */
final class EventSchemas {

  /** Ids and codes are ASCII without blank and "@"; free text and mail addresses are not. */
  static final String ID_OR_CODE = "^[!-?A-~]+$";

  static final int LONGEST_STRING = 128;

  /** More than any list of a body needs: a series has at most 8 sessions. */
  static final int LONGEST_LIST = 64;

  private static final SchemaGenerator GENERATOR = generator(RecordDocs.read());

  private EventSchemas() {}

  static ObjectNode of(Class<? extends Event> type) {
    ObjectNode schema = generate(type);
    ObjectNode named = Json.MAPPER.createObjectNode();
    named.set("$schema", schema.remove("$schema"));
    named.put("$id", "urn:telemedical-services:event:" + EventCatalog.wireName(type));
    named.put("title", EventCatalog.wireName(type));
    named.setAll(schema);
    return named;
  }

  /** The schema of any record, without a name. */
  static ObjectNode generate(Class<?> type) {
    return Json.object(GENERATOR.generateSchema(type).toString());
  }

  private static SchemaGenerator generator(RecordDocs docs) {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.INLINE_ALL_SCHEMAS,
                Option.STANDARD_FORMATS,
                Option.EXTRA_OPEN_API_FORMAT_VALUES);
    config
        .forTypesInGeneral()
        .withPropertySorter((first, second) -> 0)
        .withDescriptionResolver(scope -> docs.of(scope.getType().getErasedType()).orElse(null));
    config
        .forFields()
        .withDescriptionResolver(
            field ->
                field.isFakeContainerItemScope()
                    ? null
                    : docs.of(field.getDeclaringType().getErasedType(), field.getName())
                        .orElse(null))
        .withRequiredCheck(field -> !isNullable(field))
        .withNullableCheck(EventSchemas::isNullable)
        .withStringPatternResolver(field -> isString(field) ? ID_OR_CODE : null)
        .withStringMaxLengthResolver(field -> isString(field) ? LONGEST_STRING : null)
        .withArrayMaxItemsResolver(field -> field.isContainerType() ? LONGEST_LIST : null);
    return new SchemaGenerator(config.build());
  }

  private static boolean isString(FieldScope field) {
    return field.getType().getErasedType() == String.class;
  }

  private static boolean isNullable(FieldScope field) {
    return !field.isFakeContainerItemScope()
        && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
