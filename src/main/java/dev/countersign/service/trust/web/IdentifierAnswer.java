package dev.countersign.service.trust.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.ResolutionError;
import dev.countersign.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer of the HTTP binding.
 *
 * @param headers but for those that every answer has
 * @param body UTF-8; empty when there is none
 */
record IdentifierAnswer(int status, Map<String, String> headers, String body) {
    private static final String PROBLEM = "application/problem+json";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration LIFETIME_OF_A_REFUSAL = Duration.ofMinutes(5);

    /** Keeps its own copy. */
    IdentifierAnswer {
        headers = Map.copyOf(headers);
    }

    static IdentifierAnswer of(int status, String contentType, byte[] json) {
        return new IdentifierAnswer(
                status, Map.of("Content-Type", contentType), new String(json, StandardCharsets.UTF_8));
    }

    static IdentifierAnswer seeOther(String url) {
        return new IdentifierAnswer(303, Map.of("Location", url), "");
    }

    /** The error object by itself (DID Resolution section 11), which is a problem of RFC 9457. */
    static IdentifierAnswer problem(ResolutionError error, String detail) {
        ObjectNode problem = Json.object()
                .put("type", error.type())
                .put("title", error.title())
                .put("status", error.httpStatus())
                .put("detail", detail);
        return of(error.httpStatus(), PROBLEM, Json.print(problem));
    }

    /** That a DID was deactivated, where no metadata are wanted that would say it. */
    static IdentifierAnswer gone() {
        ObjectNode problem = Json.object()
                .put("type", "about:blank")
                .put("title", "Gone")
                .put("status", 410)
                .put("detail", "The DID was deactivated.");
        return of(410, PROBLEM, Json.print(problem));
    }

    /** Lets others keep it for so long. */
    IdentifierAnswer keptFor(Duration lifetime) {
        return with("Cache-Control", "public, max-age=" + lifetime.toSeconds());
    }

    /** Lets others keep it when the error is in the question; one that passes is kept by nobody. */
    IdentifierAnswer keptAs(ResolutionError error) {
        // A wrong log of did:webvh is INVALID_DID too, and may be mended.
        if (!error.mayPass() && error != ResolutionError.INVALID_DID) {
            return keptFor(LIFETIME_OF_A_REFUSAL);
        }
        IdentifierAnswer passing = with("Cache-Control", "no-store");
        return error == ResolutionError.UNREACHABLE
                ? passing.with("Retry-After", String.valueOf(RETRY_AFTER.toSeconds()))
                : passing;
    }

    private IdentifierAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new IdentifierAnswer(status, more, body);
    }
}
