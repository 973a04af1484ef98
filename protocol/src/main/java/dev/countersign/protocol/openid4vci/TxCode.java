package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.Optional;

/**
 * How the transaction code looks that the Holder must type (section 4.1.1, {@code tx_code}). An empty object still asks
 * for a code.
 *
 * @param length in characters
 * @param description guidance, untrusted; at most 300 characters
 */
public record TxCode(InputMode inputMode, Optional<Integer> length, Optional<String> description) {
    private static final String WHERE = "OpenID4VCI 4.1.1: tx_code";
    private static final int MAX_DESCRIPTION = 300;

    /** Which characters the code is made of. */
    public enum InputMode {
        /** Digits. */
        NUMERIC("numeric"),
        /** Any characters. */
        TEXT("text");

        private final String wireName;

        InputMode(String wireName) {
            this.wireName = wireName;
        }
    }

    /** Checks the length of the description. */
    public TxCode {
        if (description
                .filter(text -> text.codePointCount(0, text.length()) > MAX_DESCRIPTION)
                .isPresent()) {
            throw new MalformedInputException(
                    WHERE + ": description (expected: at most " + MAX_DESCRIPTION + " characters)");
        }
    }

    static TxCode parse(JsonMembers members) {
        String mode = members.optionalText("input_mode").orElse(InputMode.NUMERIC.wireName);
        return new TxCode(
                mode(mode),
                members.optionalInteger("length", 1, 1_000).map(Long::intValue),
                members.optionalText("description"));
    }

    private static InputMode mode(String name) {
        for (InputMode mode : InputMode.values()) {
            if (mode.wireName.equals(name)) {
                return mode;
            }
        }
        throw new MalformedInputException(WHERE + ": input_mode (expected: numeric or text)");
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("input_mode", inputMode.wireName);
        length.ifPresent(characters -> json.put("length", characters));
        description.ifPresent(text -> json.put("description", text));
        return json;
    }
}
