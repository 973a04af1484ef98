package dev.countersign.did;

import java.security.PublicKey;
import java.util.List;

/**
 * The rules that a log of did:webvh is under after an entry (did:webvh 1.0, "Parameters").
 *
 * @param updateKeys multikeys that may sign, as they were written
 * @param nextKeyHashes hashes of the keys that may come next; not empty means pre-rotation
 * @param watchers URLs of those who keep copies; claims, not asked yet
 * @param portable whether the DID may move
 * @param deactivated whether it was given up
 * @param ttlSeconds how long its controller would have it cached, 0 to 2^31
 */
public record WebVhParameters(
        List<String> updateKeys,
        List<String> nextKeyHashes,
        WebVhWitnesses witnesses,
        List<String> watchers,
        boolean portable,
        boolean deactivated,
        long ttlSeconds) {
    static final long DEFAULT_TTL_SECONDS = 3600;

    static final WebVhParameters DEFAULT = new WebVhParameters(
            List.of(), List.of(), WebVhWitnesses.NONE, List.of(), false, false, DEFAULT_TTL_SECONDS);

    /** Copies the lists. */
    public WebVhParameters {
        updateKeys = List.copyOf(updateKeys);
        nextKeyHashes = List.copyOf(nextKeyHashes);
        watchers = List.copyOf(watchers);
    }

    /** Returns whether this key was promised as one of the next; never without pre-rotation. */
    public boolean promises(PublicKey key) {
        return nextKeyHashes.contains(Multihash.ofAscii(Multikey.print(key)));
    }

    /** Returns whether the next keys are promised already. */
    public boolean preRotation() {
        return !nextKeyHashes.isEmpty();
    }
}
