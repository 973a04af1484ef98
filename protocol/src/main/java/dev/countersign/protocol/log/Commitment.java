package dev.countersign.protocol.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Jcs;
import dev.countersign.protocol.MalformedInputException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * SHA-256 over a salt and a record, as UTF-8 JSON in canonical form (RFC 8785). Who has both can show what an entry says; who has
 * neither learns nothing, not even by guessing the record.
 */
public final class Commitment {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Commitment(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Commits to a record. Numbers in it must be whole and below 2^53: the canonical form has no others to keep apart. */
    public static Commitment to(ObjectNode record, Salt salt) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(salt.bytes());
        return new Commitment(sha256.digest(Jcs.canonicalize(record)));
    }

    /**
     * Returns the commitment that these bytes are.
     *
     * @throws MalformedInputException when they are not {@value #BYTES}
     */
    public static Commitment of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new MalformedInputException("commitment: " + bytes.length + " bytes (expected: " + BYTES + ")");
        }
        return new Commitment(bytes.clone());
    }

    /**
     * Reads one from base64url.
     *
     * @throws MalformedInputException when it is not base64url of {@value #BYTES} bytes
     */
    public static Commitment parse(String base64Url) {
        return of(Base64Url.decode(base64Url));
    }

    /** Returns whether this commits to that record with that salt. */
    public boolean opensTo(ObjectNode record, Salt salt) {
        return equals(to(record, salt));
    }

    /** Returns the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns it in base64url. */
    @Override
    public String toString() {
        return Base64Url.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Commitment commitment && MessageDigest.isEqual(bytes, commitment.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
