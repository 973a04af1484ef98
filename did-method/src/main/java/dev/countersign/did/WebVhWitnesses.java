package dev.countersign.did;

import java.util.HashSet;
import java.util.List;

/**
 * Who must approve the entries of a log, and how many of them (did:webvh 1.0, "Witness Lists").
 *
 * @param threshold how many; 1 to the number of witnesses, or 0 when there are none
 * @param witnesses did:key with Ed25519 keys, each once; whether a key is a point is seen when it is used
 */
public record WebVhWitnesses(int threshold, List<Did> witnesses) {
    /** Nobody. */
    public static final WebVhWitnesses NONE = new WebVhWitnesses(0, List.of());

    private static final int MAX_WITNESSES = 100;

    /**
     * Checks the rules and copies the list.
     *
     * @throws MalformedDidException when they are broken
     */
    public WebVhWitnesses {
        witnesses = List.copyOf(witnesses);
        if (witnesses.size() > MAX_WITNESSES || new HashSet<>(witnesses).size() < witnesses.size()) {
            throw new MalformedDidException(
                    "did:webvh: witnesses (expected: each once, at most " + MAX_WITNESSES + ")");
        }
        if (threshold > witnesses.size() || threshold < (witnesses.isEmpty() ? 0 : 1)) {
            throw new MalformedDidException("did:webvh: threshold of witnesses (expected: 1 to their number)");
        }
        for (Did witness : witnesses) {
            if (!witness.method().equals("key") || !Multikey.hasFormOfEd25519(witness.id())) {
                throw new MalformedDidException("did:webvh: id of a witness (expected: did:key, Ed25519)");
            }
        }
    }
}
