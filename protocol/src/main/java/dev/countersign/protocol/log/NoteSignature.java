package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note, unverified: {@code — name base64(id || signature)} (signed-note).
 *
 * <p>For a cosignature the signature starts with its time.
 */
public final class NoteSignature {
    private static final String PREFIX = "\u2014 ";
    private static final int ID_BYTES = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    private NoteSignature(String name, int keyId, byte[] signature) {
        this.name = name;
        this.keyId = keyId;
        this.signature = signature;
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        return new NoteSignature(key.name(), key.id(), signature.clone());
    }

    /**
     * Reads one line, without its LF.
     *
     * @throws MalformedInputException when it is not a signature line
     */
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', PREFIX.length());
        if (!line.startsWith(PREFIX) || space < 0) {
            throw new MalformedInputException("signed-note: signature line (expected: em dash, name, base64)");
        }
        byte[] bytes = StandardBase64.decode(line.substring(space + 1));
        if (bytes.length <= ID_BYTES) {
            throw new MalformedInputException("signed-note: signature: " + bytes.length + " bytes (expected: > 4)");
        }
        return new NoteSignature(
                KeyName.parse(line.substring(PREFIX.length(), space)),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    /** Returns whose it says that it is. */
    public String name() {
        return name;
    }

    /** Returns the id of the key that it says it was made with. */
    public int keyId() {
        return keyId;
    }

    /** Returns what follows the id. */
    public byte[] signature() {
        return signature.clone();
    }

    // signed-note: one half that matches is an unknown key.
    boolean claimsToBeOf(VerifierKey key) {
        return keyId == key.id() && name.equals(key.name());
    }

    /** Returns the line, without its LF. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return PREFIX + name + " " + StandardBase64.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature line
                && keyId == line.keyId
                && name.equals(line.name)
                && Arrays.equals(signature, line.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }
}
