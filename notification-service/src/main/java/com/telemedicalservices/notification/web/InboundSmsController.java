package com.telemedicalservices.notification.web;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.notification.domain.InboundText;
import com.telemedicalservices.notification.domain.PhoneNumbers;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Texts that patients send back, as the gateway hands them on. */
@RestController
@RequestMapping("/api/inbound/sms")
class InboundSmsController {

  /** More patients than share a phone in any household. */
  private static final int OWNERS = 20;

  private final AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients;
  private final Changes changes;

  InboundSmsController(
      AggregateStore<RecipientState, RecipientCommand, NotificationEvent> recipients,
      Changes changes) {
    this.recipients = recipients;
    this.changes = changes;
  }

  /**
   * Reads one text. A plain stop counts at once, for everybody who gave us this number. Anything
   * else is answered with {@code action: hand-to-human}, and nothing more is done about it here: no
   * alert is raised, whatever it says. The gateway must put it before a human at once, and tell the
   * sender that texts are not watched: in danger, call or text 988, or call 911. For the gateway.
   * Harmless to repeat; the gateway's own id of the text is the {@code Idempotency-Key}. Errors:
   * 400 {@code invalid-request}, 404 {@code unknown-sender}: nobody gave us this number, and a
   * human should see why it was written to.
   */
  @PostMapping
  ResponseEntity<?> receive(@Valid @RequestBody InboundSms body, ChangeRequest request) {
    return switch (InboundText.of(body.text())) {
      case STOP -> {
        List<Stored<RecipientState>> owners = owners(body.from());
        if (owners.isEmpty()) {
          throw new RejectedException(
              new Rejection(
                  Rejection.Kind.UNKNOWN,
                  "unknown-sender",
                  "Nobody here gave us this number; have somebody look at it.",
                  Map.of()));
        }
        yield optOut(owners, request);
      }
      case OTHER -> ResponseEntity.ok(new InboundAnswer("hand-to-human"));
    };
  }

  /** Every owner of the number; what the first refuses, if one does, is the answer. */
  private ResponseEntity<?> optOut(List<Stored<RecipientState>> owners, ChangeRequest request) {
    ResponseEntity<?> answer = ResponseEntity.ok(new InboundAnswer("opted-out"));
    for (Stored<RecipientState> owner : owners) {
      answer =
          changes.apply(
              recipients,
              owner.id(),
              new RecipientCommand.OptOut(Channel.SMS),
              request,
              stopped -> new InboundAnswer("opted-out"));
      if (!answer.getStatusCode().is2xxSuccessful()) {
        return answer;
      }
    }
    return answer;
  }

  private List<Stored<RecipientState>> owners(String number) {
    return recipients.query(
        Filters.eq("state.contact.phoneKey", PhoneNumbers.key(number)),
        Sorts.ascending("_id"),
        OWNERS);
  }

  /**
   * A text.
   *
   * @param from the number it came from
   * @param text what it says
   */
  record InboundSms(
      @NotBlank @Pattern(regexp = "[+0-9() .-]{5,25}") String from,
      @NotNull @Size(max = 2000) String text) {

    /** Never printed: it is between the patient and us. */
    @Override
    public String toString() {
      return "InboundSms[]";
    }
  }

  /**
   * What was done about it.
   *
   * @param action {@code opted-out} or {@code hand-to-human}
   */
  record InboundAnswer(String action) {}
}
