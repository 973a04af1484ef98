package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.util.Optional;

/** What a wallet answers (OpenID4VP 1.0 section 8), not yet verified. */
public sealed interface AuthorizationResponse {

    /** It presents credentials. */
    record Presented(Optional<State> state, VpToken token) implements AuthorizationResponse {}

    /**
     * It does not.
     *
     * @param error an OAuth error code, of section 8.5 or of the wallet's own
     * @param description for developers; untrusted text
     */
    record Declined(Optional<State> state, String error, Optional<String> description)
            implements AuthorizationResponse {
        /** The Holder said no, or has nothing that fits. */
        public static final String ACCESS_DENIED = "access_denied";

        private static final int MAX_ERROR_CHARS = 100;
        private static final int MAX_DESCRIPTION_CHARS = 1_000;

        /** Bounds what a stranger may have us keep (RFC 6749 section 4.1.2.1 for the alphabet). */
        public Declined {
            if (error.isEmpty() || error.length() > MAX_ERROR_CHARS || !isErrorText(error)) {
                throw malformed("error (expected: 1 to " + MAX_ERROR_CHARS + " printable ASCII characters)");
            }
            description = description.map(
                    text -> text.length() > MAX_DESCRIPTION_CHARS ? text.substring(0, MAX_DESCRIPTION_CHARS) : text);
        }

        private static boolean isErrorText(String text) {
            return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E && c != '"' && c != '\\');
        }
    }

    /** Returns the state that came or goes with it. */
    Optional<State> state();

    /**
     * Reads the response parameters as members of one object: the payload of a {@code direct_post.jwt}.
     *
     * @throws MalformedInputException when it is neither a presentation nor an error, or both
     */
    static AuthorizationResponse parse(ObjectNode parameters) {
        Optional<State> state = text(parameters, OpenId4Vp.STATE).map(State::parse);
        Optional<String> error = text(parameters, OpenId4Vp.ERROR);
        if (parameters.has(OpenId4Vp.VP_TOKEN) == error.isPresent()) {
            throw malformed("(expected: either vp_token or error)");
        }
        if (error.isPresent()) {
            return new Declined(state, error.get(), text(parameters, OpenId4Vp.ERROR_DESCRIPTION));
        }
        return new Presented(state, VpToken.parse(parameters.path(OpenId4Vp.VP_TOKEN)));
    }

    private static Optional<String> text(ObjectNode parameters, String name) {
        JsonNode value = parameters.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw malformed(name + " (expected: a string)");
        }
        return Optional.of(value.textValue());
    }

    /** Returns the response parameters as members of one object. */
    default ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (this instanceof Presented presented) {
            json.set(OpenId4Vp.VP_TOKEN, presented.token().toJson());
        } else if (this instanceof Declined declined) {
            json.put(OpenId4Vp.ERROR, declined.error());
            declined.description().ifPresent(text -> json.put(OpenId4Vp.ERROR_DESCRIPTION, text));
        }
        state().ifPresent(state -> json.put(OpenId4Vp.STATE, state.value()));
        return json;
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("OpenID4VP 1.0 8: response: " + what);
    }
}
