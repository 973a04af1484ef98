package dev.countersign.service.presentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What a wallet is told about its answer. */
public sealed interface Answer {

    /**
     * It was taken.
     *
     * @param redirect where the wallet sends the user agent
     */
    record Taken(Optional<URI> redirect) implements Answer {}

    /** There is no such request. */
    record Unknown() implements Answer {}

    /** The request was cancelled or has expired, or another answer came first. */
    record Over() implements Answer {}

    /** It cannot be read, or was not made for this request: no answer at all, and the request still waits for one. */
    record Unreadable(String detail) implements Answer {}

    /** It was judged and is wrong; the request is over. */
    record Rejected(RejectionReason reason) implements Answer {}

    /** It could not be judged now; the request is over. */
    record Undecided(Duration retryAfter) implements Answer {}

    /** The recipient does not take it; the request is over. */
    record Refused(String error, String description) implements Answer {}

    /**
     * It was an attempt; the request may be answered again.
     *
     * @param extra further members of the error's JSON
     */
    record TryAgain(String error, String description, ObjectNode extra) implements Answer {}

    /** Returns the OAuth error in JSON; empty for an answer that was taken. */
    default ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (this instanceof Taken taken) {
            taken.redirect().ifPresent(uri -> json.put("redirect_uri", uri.toString()));
        } else if (this instanceof Refused refused) {
            error(json, refused.error(), refused.description());
        } else if (this instanceof TryAgain again) {
            error(json, again.error(), again.description()).setAll(again.extra());
        } else if (this instanceof Undecided) {
            error(json, "temporarily_unavailable", "The answer cannot be checked now.");
        } else if (this instanceof Rejected rejected) {
            error(
                    json,
                    "invalid_request",
                    "The answer was rejected: " + rejected.reason().wireName());
        } else if (this instanceof Unreadable unreadable) {
            error(json, "invalid_request", unreadable.detail());
        } else if (this instanceof Over) {
            error(json, "invalid_request", "The request is over: answered, cancelled or expired.");
        } else {
            error(json, "invalid_request", "There is no such request.");
        }
        return json;
    }

    private static ObjectNode error(ObjectNode json, String error, String description) {
        return json.put("error", error).put("error_description", description);
    }
}
