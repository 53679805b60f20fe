package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every event can be found by a wire name that is its own. */
class EventCatalogTest {

  private static final List<Class<? extends Event>> RECORDS =
      Arrays.stream(Topic.values()).flatMap(topic -> topic.events().stream()).toList();

  @Test
  void every_event_is_a_record_with_a_wire_name() {
    assertThat(RECORDS)
        .isNotEmpty()
        .allMatch(Class::isRecord)
        .allMatch(type -> type.isAnnotationPresent(EventType.class));
  }

  @Test
  void no_two_events_share_a_wire_name() {
    assertThat(RECORDS).extracting(EventCatalog::wireName).doesNotHaveDuplicates();
    assertThat(EventCatalog.all()).hasSameSizeAs(RECORDS);
  }

  @Test
  void a_wire_name_is_a_thing_and_what_happened_to_it_and_a_version() {
    assertThat(RECORDS)
        .extracting(EventCatalog::wireName)
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*"));
  }

  @Test
  void a_wire_name_leads_back_to_its_record() {
    assertThat(RECORDS)
        .allSatisfy(
            type -> assertThat(EventCatalog.find(EventCatalog.wireName(type))).contains(type));
  }

  @Test
  void an_unknown_name_and_an_unknown_version_lead_nowhere() {
    assertThat(EventCatalog.find("intake.forgotten.v1")).isEmpty();
    assertThat(EventCatalog.find("intake.submitted.v99")).isEmpty();
    assertThat(EventCatalog.find("intake.submitted")).isEmpty();
  }

  @Test
  void a_class_that_is_no_event_has_no_wire_name() {
    assertThatThrownBy(() -> EventCatalog.wireName(IntakeEvent.class))
        .hasMessageContaining("@EventType");
  }

  @Test
  void every_topic_carries_exactly_the_events_of_its_family() {
    assertThat(RECORDS)
        .allSatisfy(type -> assertThat(Topic.of(type).family()).isAssignableFrom(type));
    assertThat(Arrays.stream(Topic.values()).<Class<?>>map(Topic::family))
        .as("every family has a topic")
        .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }

  @Test
  void topics_and_their_dead_letter_topics_have_names_of_their_own() {
    assertThat(
            Arrays.stream(Topic.values())
                .flatMap(topic -> List.of(topic.topicName(), topic.deadLetterName()).stream()))
        .doesNotHaveDuplicates();
  }
}
