package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.OptionalInt;

/**
 * What the response endpoint says when it does not take an answer: an OAuth error, and for a wrong number how often the
 * customer may still try. The same request may be answered again while there are attempts left.
 *
 * @param error an OAuth error code, or {@link #WRONG_NUMBER}
 */
public record AnswerRefused(String error, String description, OptionalInt attemptsLeft) {
    /** The number that the customer typed is not the one the agent said. */
    public static final String WRONG_NUMBER = "wrong_number";

    /**
     * Reads {@code {"error", "error_description"?, "attempts_left"?}}.
     *
     * @throws MalformedInputException when a member is missing or of another type
     */
    public static AnswerRefused parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "Countersign wallet: refusal");
        return new AnswerRefused(
                members.text("error"),
                members.optionalText("error_description").orElse(""),
                members.optionalInteger("attempts_left", 0, 100)
                        .map(left -> OptionalInt.of(left.intValue()))
                        .orElse(OptionalInt.empty()));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("error", error);
        if (!description.isEmpty()) {
            json.put("error_description", description);
        }
        attemptsLeft.ifPresent(left -> json.put("attempts_left", left));
        return json;
    }
}
