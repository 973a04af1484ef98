package dev.countersign.protocol.openid4vp;

/** Ties an answer to its request (OpenID4VP 1.0 section 5.3). Whoever knows it may answer, so it is not logged. */
public record State(String value) {
    /** Longest state that is read, in characters. */
    public static final int MAX_CHARS = 512;

    /** Checks the alphabet of section 5.3. */
    public State {
        UrlSafe.require(value, MAX_CHARS, "state");
    }

    /**
     * Reads a state.
     *
     * @throws dev.countersign.protocol.MalformedInputException when a character is outside {@code [A-Za-z0-9-._~]}
     */
    public static State parse(String text) {
        return new State(text);
    }

    @Override
    public String toString() {
        return "State[...]";
    }
}
