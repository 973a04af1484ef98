package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is pushed to a wallet: that there is something to answer, and where. Nothing personal, nothing to be shown: the
 * wallet fetches and verifies the request first.
 *
 * @param request {@code openid4vp://?client_id=...&request_uri=...}; untrusted until its request object is verified
 * @param challenge {@code chl_...}, by which the wallet says that it has it; absent from senders of earlier versions
 */
public record PushMessage(URI request, Instant expiresAt, Optional<String> challenge) {
    private static final String WHERE = "Countersign wallet: push message";

    /** The name becomes a part of a path in a request that the wallet signs. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Checks that the challenge's name is one, and not a way to another endpoint. */
    public PushMessage {
        if (challenge.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
            throw new MalformedInputException(WHERE + ": challenge (expected: 1 to 64 letters, digits, - and _)");
        }
    }

    /**
     * Reads {@code {"type": "challenge", "request", "expires_at", "challenge"?}}.
     *
     * @throws MalformedInputException when a member is missing or of another type, or it is of another type of message
     */
    public static PushMessage parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        if (!members.text("type").equals("challenge")) {
            throw new MalformedInputException(WHERE + ": type (expected: challenge)");
        }
        return new PushMessage(members.uri("request"), members.time("expires_at"), members.optionalText("challenge"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("type", "challenge")
                .put("request", request.toString())
                .put("expires_at", JsonMembers.print(expiresAt));
        challenge.ifPresent(name -> json.put("challenge", name));
        return json;
    }
}
