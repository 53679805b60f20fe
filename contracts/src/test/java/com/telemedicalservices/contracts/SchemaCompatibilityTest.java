package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The guard of the wire format catches every change that would break a reader or a writer. */
class SchemaCompatibilityTest {

  enum Colour {
    RED,
    GREEN
  }

  enum MoreColours {
    RED,
    GREEN,
    BLUE
  }

  record Part(String partId) {}

  record Before(String id, int count, Colour colour, @Nullable String code, List<Part> parts) {}

  @Test
  void the_same_schema_breaks_nothing() {
    record Same(String id, int count, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(Same.class)).isEmpty();
  }

  @Test
  void a_new_optional_field_is_allowed() {
    record After(
        String id,
        int count,
        Colour colour,
        @Nullable String code,
        List<Part> parts,
        @Nullable Instant at) {}

    assertThat(breaksOf(After.class)).isEmpty();
  }

  @Test
  void the_order_of_fields_does_not_matter() {
    record After(List<Part> parts, @Nullable String code, Colour colour, int count, String id) {}

    assertThat(breaksOf(After.class)).isEmpty();
  }

  @Test
  void a_removed_field_is_caught() {
    record After(String id, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class)).containsExactly("field 'count' is gone from the body");
  }

  @Test
  void a_renamed_field_is_caught_as_gone_and_new() {
    record After(String id, int number, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class))
        .containsExactly(
            "field 'count' is gone from the body",
            "field 'number' is new in the body and required; mark it @Nullable");
  }

  @Test
  void a_retyped_field_is_caught() {
    record After(String id, String count, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class))
        .contains("field 'count' had type \"integer\" and now has \"string\"");
  }

  @Test
  void a_widened_number_is_caught() {
    record After(String id, long count, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class))
        .containsExactly("field 'count' had format \"int32\" and now has \"int64\"");
  }

  @Test
  void a_new_required_field_is_caught() {
    record After(
        String id,
        int count,
        Colour colour,
        @Nullable String code,
        List<Part> parts,
        boolean late) {}

    assertThat(breaksOf(After.class))
        .containsExactly("field 'late' is new in the body and required; mark it @Nullable");
  }

  @Test
  void a_field_that_becomes_optional_is_caught() {
    record After(
        @Nullable String id, int count, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class)).contains("field 'id' was always there and may now be absent");
  }

  @Test
  void a_field_that_becomes_required_is_caught() {
    record After(String id, int count, Colour colour, String code, List<Part> parts) {}

    assertThat(breaksOf(After.class)).contains("field 'code' was optional and is now required");
  }

  @Test
  void a_new_enum_value_is_caught() {
    record After(
        String id, int count, MoreColours colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class))
        .containsExactly(
            "field 'colour' had the values [GREEN, RED] and now has [BLUE, GREEN, RED]");
  }

  @Test
  void a_change_inside_a_list_is_caught() {
    record Piece(String pieceId) {}
    record After(String id, int count, Colour colour, @Nullable String code, List<Piece> parts) {}

    assertThat(breaksOf(After.class))
        .containsExactly(
            "field 'partId' is gone from an item of field 'parts'",
            "field 'pieceId' is new in an item of field 'parts' and required; mark it @Nullable");
  }

  @Test
  void a_list_that_was_a_single_value_is_caught() {
    record After(
        List<String> id, int count, Colour colour, @Nullable String code, List<Part> parts) {}

    assertThat(breaksOf(After.class))
        .contains("field 'id' had type \"string\" and now has \"array\"");
  }

  private static List<String> breaksOf(Class<?> after) {
    return SchemaCompatibility.breaks(
        EventSchemas.generate(Before.class), EventSchemas.generate(after));
  }
}
