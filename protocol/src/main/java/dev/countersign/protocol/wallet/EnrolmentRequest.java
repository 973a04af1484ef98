package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.message.RecipientKey;
import java.util.Optional;

/**
 * Body of {@code POST /wallet/v1/enrolments}: a wallet asks to be the customer's, by a one-time code. The key it will
 * be known by is the one that signed the request's proof.
 *
 * @param enrolmentCode one-time secret
 * @param displayName as the customer calls the device; at most 64 characters
 * @param push absent when the wallet has none yet, or only an inbox
 * @param messageKey absent when the wallet reads no messages, or will say so later
 */
public record EnrolmentRequest(
        String enrolmentCode,
        Platform platform,
        Optional<String> displayName,
        Optional<PushSubscription> push,
        Optional<RecipientKey> messageKey) {
    private static final String WHERE = "Countersign wallet: enrolment";
    private static final int MAX_DISPLAY_NAME = 64;

    /** Checks the length of the name. */
    public EnrolmentRequest {
        if (displayName.filter(name -> name.length() > MAX_DISPLAY_NAME).isPresent()) {
            throw new MalformedInputException(
                    WHERE + ": display_name (expected: at most " + MAX_DISPLAY_NAME + " characters)");
        }
    }

    /** Makes a request of a wallet that reads no messages. */
    public EnrolmentRequest(
            String enrolmentCode, Platform platform, Optional<String> displayName, Optional<PushSubscription> push) {
        this(enrolmentCode, platform, displayName, push, Optional.empty());
    }

    /**
     * Reads {@code {"enrolment_code", "platform", "display_name"?, "push"?, "message_key"?}}.
     *
     * @throws MalformedInputException when a member is missing, unknown or of another type
     */
    public static EnrolmentRequest parse(JsonNode json) {
        JsonMembers members =
                JsonMembers.of(json, WHERE).only("enrolment_code", "platform", "display_name", "push", "message_key");
        return new EnrolmentRequest(
                members.text("enrolment_code"),
                Platform.parse(members.text("platform")),
                members.optionalText("display_name"),
                members.optionalObject("push").map(push -> PushSubscription.parse(push.json())),
                members.optionalObject("message_key").map(key -> RecipientKey.parse(key.json())));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("enrolment_code", enrolmentCode).put("platform", platform.wireName());
        displayName.ifPresent(name -> json.put("display_name", name));
        push.ifPresent(subscription -> json.set("push", subscription.toJson()));
        messageKey.ifPresent(key -> json.set("message_key", key.toJson()));
        return json;
    }

    @Override
    public String toString() {
        return "EnrolmentRequest[" + platform + "]";
    }
}
