package com.telemedicalservices.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.RecipientPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotificationPropertiesTest {

  @Test
  void what_is_not_set_is_as_the_policies_document_it() {
    NotificationProperties properties = bind(Map.of());

    assertThat(properties.messages().policy()).isEqualTo(MessagePolicy.defaults());
    assertThat(properties.recipients().policy()).isEqualTo(RecipientPolicy.defaults());
    assertThat(properties.onCallAddress()).isEqualTo("on-call@clinic.example");
  }

  @Test
  void one_number_can_be_set_alone() {
    assertThat(
            bind(Map.of("telemedical.notification.messages.solids-hours", "4"))
                .messages()
                .policy()
                .solidsHours())
        .isEqualTo(4);
  }

  private static NotificationProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("telemedical.notification", NotificationProperties.class);
  }
}
