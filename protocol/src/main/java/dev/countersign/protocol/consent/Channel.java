package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;

/** By what the organisation and the customer talk. */
public enum Channel {
    /** A telephone call. */
    VOICE,
    /** Text, live. */
    CHAT,
    /** A video call. */
    VIDEO,
    /** An e-mail thread. */
    EMAIL,
    /** Face to face. */
    BRANCH;

    /** Returns the name as it stands in JSON, as in {@code voice}. */
    public String wireName() {
        return WireNames.of(this);
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such name
     */
    public static Channel parse(String wireName) {
        return WireNames.parse(Channel.class, wireName);
    }
}
