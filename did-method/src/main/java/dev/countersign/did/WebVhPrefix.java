package dev.countersign.did;

import java.security.MessageDigest;

/**
 * What a resolver remembers of a log that it verified: enough to verify only what was added, and to notice when what was
 * there is gone or changed. Holds no documents. Immutable.
 */
public final class WebVhPrefix {
    private final WebVhChain chain;
    private final int lengthBytes;
    private final byte[] digest;

    private WebVhPrefix(WebVhChain chain, int lengthBytes, byte[] digest) {
        this.chain = chain;
        this.lengthBytes = lengthBytes;
        this.digest = digest;
    }

    static WebVhPrefix of(WebVhChain chain, byte[] log, int lengthBytes) {
        return new WebVhPrefix(chain.copy(), lengthBytes, digest(log, lengthBytes));
    }

    /** Returns how many entries were verified. */
    public int entries() {
        return chain.size();
    }

    /** Returns the version id of the newest of them. */
    public String versionId() {
        return chain.head().versionId().toString();
    }

    int lengthBytes() {
        return lengthBytes;
    }

    WebVhChain chain() {
        return chain.copy();
    }

    /** Returns whether a log starts with exactly the bytes that were verified. */
    boolean begins(byte[] log) {
        return log.length >= lengthBytes
                && LogLines.endsAt(log, lengthBytes)
                && MessageDigest.isEqual(digest, digest(log, lengthBytes));
    }

    private static byte[] digest(byte[] log, int lengthBytes) {
        MessageDigest sha256 = Multihash.sha256();
        sha256.update(log, 0, lengthBytes);
        return sha256.digest();
    }
}
