package dev.countersign.did;

/**
 * A decentralized identifier (DID Core 1.0 section 3.1), as {@code did:web:bank.example}.
 *
 * <p>Two DIDs are the same when their texts are the same: nothing is decoded or normalised.
 *
 * @param method the method's name: lower-case letters and digits
 * @param id what the method makes of it; percent-encoded as it was received
 */
public record Did(String method, String id) {
    /** Longest DID that is read, in characters. */
    public static final int MAX_LENGTH = 4096;

    private static final String SCHEME = "did:";

    /** Checks both parts against the grammar. */
    public Did {
        if (method.isEmpty() || !method.chars().allMatch(Did::isMethodCharacter)) {
            throw new MalformedDidException("DID Core 3.1: method name (expected: [a-z0-9]+)");
        }
        if (SCHEME.length() + method.length() + 1 + id.length() > MAX_LENGTH) {
            throw new MalformedDidException("DID Core 3.1: length (expected: <= " + MAX_LENGTH + " characters)");
        }
        requireId(id);
    }

    /**
     * Reads a DID; a DID URL with path, query or fragment is not one.
     *
     * @throws MalformedDidException when it is not a DID
     */
    public static Did parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedDidException("DID Core 3.1: length (expected: <= " + MAX_LENGTH + " characters)");
        }
        if (!text.startsWith(SCHEME)) {
            throw new MalformedDidException("DID Core 3.1: scheme (expected: did:)");
        }
        int colon = text.indexOf(':', SCHEME.length());
        if (colon < 0) {
            throw new MalformedDidException(
                    "DID Core 3.1: method-specific identifier missing (expected: did:method:id)");
        }
        return new Did(text.substring(SCHEME.length(), colon), text.substring(colon + 1));
    }

    /** Returns the DID. */
    @Override
    public String toString() {
        return SCHEME + method + ":" + id;
    }

    // method-specific-id = *( *idchar ":" ) 1*idchar
    private static void requireId(String id) {
        if (id.isEmpty() || id.endsWith(":")) {
            throw new MalformedDidException("DID Core 3.1: last part of the identifier: empty (expected: 1*idchar)");
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '%') {
                PercentEncoding.requireTriplet(id, i);
                i += 2;
            } else if (!isIdCharacter(c) && c != ':') {
                throw new MalformedDidException("DID Core 3.1: character " + i
                        + " of the identifier (expected: letter, digit, . - _ : or %XX)");
            }
        }
    }

    private static boolean isMethodCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isIdCharacter(char c) {
        return isMethodCharacter(c) || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    }
}
