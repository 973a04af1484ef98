package dev.countersign.protocol.openid4vp;

import java.net.URI;

/**
 * Where an answer is posted (OpenID4VP 1.0 section 8.2): https, or http on a loopback host, without user information and
 * fragment. Kept as it was written: prefixes and mdoc handovers compare the text.
 */
public record ResponseUri(String text) {
    /** Checks what the text promises. */
    public ResponseUri {
        Hosts.parse(text, "response_uri");
    }

    /**
     * Reads a response URI.
     *
     * @throws dev.countersign.protocol.MalformedInputException when it is not what this type says
     */
    public static ResponseUri parse(String text) {
        return new ResponseUri(text);
    }

    /** Returns it as a URI. */
    public URI uri() {
        return URI.create(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
