package dev.countersign.protocol.log;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import java.security.MessageDigest;
import java.util.Arrays;

/** What keeps the record behind a {@link Commitment} from being guessed: 16 random bytes, fresh for each, kept as secret as it. */
public final class Salt {
    /** Length in bytes. */
    public static final int BYTES = 16;

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a fresh one. */
    public static Salt random(RandomSource random) {
        return of(random.bytes(BYTES));
    }

    /**
     * Returns the salt that these bytes are.
     *
     * @throws MalformedInputException when they are not {@value #BYTES}
     */
    public static Salt of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new MalformedInputException("salt: " + bytes.length + " bytes (expected: " + BYTES + ")");
        }
        return new Salt(bytes.clone());
    }

    /**
     * Reads one from base64url.
     *
     * @throws MalformedInputException when it is not base64url of {@value #BYTES} bytes
     */
    public static Salt parse(String base64Url) {
        return of(Base64Url.decode(base64Url));
    }

    /** Returns the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns it in base64url. */
    public String toBase64Url() {
        return Base64Url.encode(bytes);
    }

    /** Tells nothing: it is a secret. */
    @Override
    public String toString() {
        return "Salt";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt salt && MessageDigest.isEqual(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
