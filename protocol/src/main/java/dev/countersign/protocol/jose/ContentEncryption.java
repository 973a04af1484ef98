package dev.countersign.protocol.jose;

import java.util.Arrays;
import java.util.Optional;

/** How the content of a JWE is encrypted (RFC 7518 section 5.3). */
public enum ContentEncryption {
    /** AES-GCM with a key of 128 bits. */
    A128GCM,
    /** AES-GCM with a key of 256 bits. */
    A256GCM;

    /** Returns the value of the header parameter {@code enc}. */
    public String wireName() {
        return name();
    }

    /** Returns the one that {@code enc} names, if it is one of ours. */
    public static Optional<ContentEncryption> of(String enc) {
        return Arrays.stream(values()).filter(value -> value.name().equals(enc)).findFirst();
    }
}
