package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.Optional;

/**
 * Body of {@code POST /wallet/v1/enrolments}: a wallet asks to be the customer's, by a one-time code. The key it will
 * be known by is the one that signed the request's proof.
 *
 * @param enrolmentCode one-time secret
 * @param displayName as the customer calls the device; at most 64 characters
 * @param push absent when the wallet has none yet, or only an inbox
 */
public record EnrolmentRequest(
        String enrolmentCode, Platform platform, Optional<String> displayName, Optional<PushSubscription> push) {
    private static final String WHERE = "Countersign wallet: enrolment";
    private static final int MAX_DISPLAY_NAME = 64;

    /** Checks the length of the name. */
    public EnrolmentRequest {
        if (displayName.filter(name -> name.length() > MAX_DISPLAY_NAME).isPresent()) {
            throw new MalformedInputException(
                    WHERE + ": display_name (expected: at most " + MAX_DISPLAY_NAME + " characters)");
        }
    }

    /**
     * Reads {@code {"enrolment_code", "platform", "display_name"?, "push"?}}.
     *
     * @throws MalformedInputException when a member is missing, unknown or of another type
     */
    public static EnrolmentRequest parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE).only("enrolment_code", "platform", "display_name", "push");
        return new EnrolmentRequest(
                members.text("enrolment_code"),
                Platform.parse(members.text("platform")),
                members.optionalText("display_name"),
                members.optionalObject("push").map(push -> PushSubscription.parse(push.json())));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("enrolment_code", enrolmentCode).put("platform", platform.wireName());
        displayName.ifPresent(name -> json.put("display_name", name));
        push.ifPresent(subscription -> json.set("push", subscription.toJson()));
        return json;
    }

    @Override
    public String toString() {
        return "EnrolmentRequest[" + platform + "]";
    }
}
