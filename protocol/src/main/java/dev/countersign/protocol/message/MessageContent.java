package dev.countersign.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.Salt;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is the same in every wallet's copy of a message.
 *
 * @param issuer the organisation
 * @param issuedAt whole seconds
 * @param id {@code msg_...}
 * @param interaction of which it is a part, {@code int_...}
 */
public record MessageContent(
        String issuer, Instant issuedAt, String id, MessageText words, Optional<String> interaction) {
    static final String WHERE = "Countersign message";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /** Checks the names. */
    public MessageContent {
        checkName("jti", id);
        interaction.ifPresent(name -> checkName("interaction", name));
    }

    /** Names come from outside and become parts of addresses. */
    static String checkName(String member, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new MalformedInputException(WHERE + ": " + member + " (expected: 1..100 letters, digits, - and _)");
        }
        return name;
    }

    /** Commits to it; without the salt nobody can guess from the commitment what was said. */
    public Commitment commitment(Salt salt) {
        return Commitment.to(toJson(), salt);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("iss", issuer)
                .put("iat", issuedAt.getEpochSecond())
                .put("jti", id)
                .put("subject", words.subject())
                .put("text", words.text())
                .put("lang", words.language());
        interaction.ifPresent(name -> json.put("interaction", name));
        return json;
    }

    /**
     * Reads it from among the claims.
     *
     * @throws MalformedInputException when one is missing or not what it should be
     */
    static MessageContent parse(JsonMembers claims) {
        return new MessageContent(
                claims.text("iss"),
                claims.numericDate("iat"),
                claims.text("jti"),
                new MessageText(claims.text("subject"), claims.text("text"), claims.text("lang")),
                claims.optionalText("interaction"));
    }

    /** Does not tell what it says. */
    @Override
    public String toString() {
        return "MessageContent[" + id + "]";
    }
}
