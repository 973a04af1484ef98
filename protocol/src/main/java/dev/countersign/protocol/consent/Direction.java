package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;

/** Who began the conversation. */
public enum Direction {
    /** The customer did: "you called us". */
    INBOUND,
    /** The organisation did: "we are calling you". */
    OUTBOUND;

    /** Returns the name as it stands in JSON, as in {@code inbound}. */
    public String wireName() {
        return WireNames.of(this);
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such name
     */
    public static Direction parse(String wireName) {
        return WireNames.parse(Direction.class, wireName);
    }
}
