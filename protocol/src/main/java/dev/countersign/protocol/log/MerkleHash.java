package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** A SHA-256 hash in a Merkle tree of RFC 6962 section 2.1: of an entry, of two hashes, or of the empty tree. Not a secret. */
public final class MerkleHash {
    /** Length in bytes. */
    public static final int BYTES = 32;

    /** The root of the tree without entries: SHA-256 of nothing. */
    public static final MerkleHash EMPTY_TREE = new MerkleHash(Sha256.digest().digest());

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final byte[] bytes;

    private MerkleHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the hash that these bytes are.
     *
     * @throws MalformedInputException when they are not 32
     */
    public static MerkleHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new MalformedInputException(
                    "RFC 6962 2.1: hash: " + bytes.length + " bytes (expected: " + BYTES + ")");
        }
        return new MerkleHash(bytes.clone());
    }

    /**
     * Reads one from base64.
     *
     * @throws MalformedInputException when it is not base64 with padding of 32 bytes
     */
    public static MerkleHash parse(String base64) {
        return of(StandardBase64.decode(base64));
    }

    /** Reads the next 32 bytes; the caller made sure that they are there. */
    static MerkleHash read(ByteBuffer from) {
        byte[] bytes = new byte[BYTES];
        from.get(bytes);
        return new MerkleHash(bytes);
    }

    /** Returns the hash of an entry. */
    public static MerkleHash leaf(byte[] entry) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(LEAF);
        return new MerkleHash(sha256.digest(entry));
    }

    /** Returns the hash of two neighbours. */
    public static MerkleHash node(MerkleHash left, MerkleHash right) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(NODE);
        sha256.update(left.bytes);
        return new MerkleHash(sha256.digest(right.bytes));
    }

    /** Returns the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    void writeTo(ByteBuffer target) {
        target.put(bytes);
    }

    /** Returns it in base64, as checkpoints and proofs write it. */
    @Override
    public String toString() {
        return StandardBase64.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MerkleHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
