package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;
import java.util.Optional;

/** What a wallet tells the issuer about credentials it was given (section 11.1). */
public record NotificationRequest(String notificationId, Event event, Optional<String> description) {
    private static final String WHERE = "OpenID4VCI 11.1";

    /** What happened. */
    public enum Event {
        /** Stored. */
        CREDENTIAL_ACCEPTED,
        /** Not stored, for a reason of the wallet or of the credential. */
        CREDENTIAL_FAILURE,
        /** Not stored, because the Holder did not want it. */
        CREDENTIAL_DELETED;

        /** Returns the name as it stands in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a notification.
     *
     * @param json untrusted; unknown members are ignored
     * @throws MalformedInputException when a member is missing or wrong
     */
    public static NotificationRequest parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        return new NotificationRequest(
                members.text("notification_id"),
                event(members.text("event")),
                members.optionalText("event_description"));
    }

    private static Event event(String name) {
        for (Event event : Event.values()) {
            if (event.wireName().equals(name)) {
                return event;
            }
        }
        throw new MalformedInputException(
                WHERE + ": event (expected: credential_accepted, credential_failure or credential_deleted)");
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("notification_id", notificationId).put("event", event.wireName());
        description.ifPresent(text -> json.put("event_description", text));
        return json;
    }
}
