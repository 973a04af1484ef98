package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP answer, of whatever status; untrusted. */
public final class Reply {
    private final int status;
    private final Map<String, String> headers = new HashMap<>();
    private final byte[] body;

    /**
     * Makes an answer.
     *
     * @param headers names in any case
     */
    public Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
        this.body = body.clone();
    }

    /** Returns the status. */
    public int status() {
        return status;
    }

    /** Returns whether the status is 2xx. */
    public boolean succeeded() {
        return status / 100 == 2;
    }

    /** Returns a header; its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns a copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body as text; what is not UTF-8 in it is replaced. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Returns the body as a JSON object.
     *
     * @throws MalformedInputException when it is not one
     */
    public ObjectNode json() {
        return Json.parseObject(body);
    }

    /** Returns the error code of an OAuth error body; empty when the body is something else. */
    public Optional<String> oauthError() {
        try {
            return Optional.of(json().path("error").asText("")).filter(error -> !error.isEmpty());
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
