package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.time.Instant;

/**
 * What is pushed to a wallet: that there is something to answer, and where. Nothing personal, nothing to be shown: the
 * wallet fetches and verifies the request first.
 *
 * @param request {@code openid4vp://?client_id=...&request_uri=...}; untrusted until its request object is verified
 */
public record PushMessage(URI request, Instant expiresAt) {
    private static final String WHERE = "Countersign wallet: push message";

    /**
     * Reads {@code {"type": "challenge", "request", "expires_at"}}.
     *
     * @throws MalformedInputException when a member is missing or of another type, or it is of another type of message
     */
    public static PushMessage parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        if (!members.text("type").equals("challenge")) {
            throw new MalformedInputException(WHERE + ": type (expected: challenge)");
        }
        return new PushMessage(members.uri("request"), members.time("expires_at"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        return Json.object()
                .put("type", "challenge")
                .put("request", request.toString())
                .put("expires_at", JsonMembers.print(expiresAt));
    }
}
