package dev.countersign.protocol.log;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Locale;

/**
 * The public key of a log or a witness with its name and what it signs, as one text (signed-note, "vkey"):
 * {@code name+id+base64}.
 *
 * <p>Whoever trusts one got it from somebody they trust: a note says nothing about whose key it is.
 */
public final class VerifierKey {
    private static final String WHERE = "signed-note: verifier key";
    private static final int ID_DIGITS = 8;
    private static final int ED25519_BYTES = 32;
    private static final int MAX_CHARS = 1_024;

    private final String name;
    private final SignatureType type;
    private final byte[] raw;
    private final PublicKey publicKey;
    private final int id;

    private VerifierKey(String name, SignatureType type, PublicJwk key) {
        this.name = name;
        this.type = type;
        this.raw = Base64Url.decode(key.member("x").orElseThrow(IllegalStateException::new));
        this.publicKey = key.toPublicKey();
        this.id = id(name, encoded());
    }

    /**
     * Returns the verifier key of a public key.
     *
     * @param name of whoever signs; a log's is its origin
     * @throws MalformedInputException when the name is empty or has a space or a plus
     * @throws IllegalArgumentException when the key is not one of Ed25519
     */
    public static VerifierKey of(String name, SignatureType type, PublicKey key) {
        if (!SignatureAlgorithm.EDDSA.fits(key)) {
            throw new IllegalArgumentException("key: (expected: Ed25519)");
        }
        return new VerifierKey(KeyName.parse(name), type, PublicJwk.of(key));
    }

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not {@code name+id+base64}, of another type than {@link SignatureType} knows, or
     *     its id is not the one of name and key
     */
    public static VerifierKey parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    WHERE + ": " + text.length() + " characters (expected: <= " + MAX_CHARS + ")");
        }
        // A name has no plus; base64 may have some.
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second != first + 1 + ID_DIGITS) {
            throw new MalformedInputException(WHERE + ": parts (expected: name+id+base64)");
        }
        String name = KeyName.parse(text.substring(0, first));
        byte[] encoded = StandardBase64.decode(text.substring(second + 1));
        if (encoded.length != 1 + ED25519_BYTES) {
            throw new MalformedInputException(WHERE + ": length (expected: type and 32 bytes)");
        }
        SignatureType type = SignatureType.of(encoded[0])
                .orElseThrow(() -> new MalformedInputException(WHERE + ": type (expected: 01 or 04)"));
        String x = Base64Url.encode(Arrays.copyOfRange(encoded, 1, encoded.length));
        VerifierKey key = new VerifierKey(
                name,
                type,
                PublicJwk.parse(
                        Json.object().put("kty", "OKP").put("crv", "Ed25519").put("x", x)));
        if (!key.idText().equals(text.substring(first + 1, second))) {
            throw new MalformedInputException(WHERE + ": id (expected: that of name and key, in lower case)");
        }
        return key;
    }

    /** Returns whose key it is. */
    public String name() {
        return name;
    }

    /** Returns what it signs. */
    public SignatureType type() {
        return type;
    }

    /** Returns the four bytes that name the key within its name; easily forged, so never more than a hint. */
    public int id() {
        return id;
    }

    /** Returns the key itself. */
    public PublicKey publicKey() {
        return publicKey;
    }

    boolean verifies(byte[] message, byte[] signature) {
        return SignatureAlgorithm.EDDSA.verify(publicKey, message, signature);
    }

    /** Returns whether both are the same key of Ed25519, whatever they are called and sign. */
    boolean wrapsTheSameKeyAs(VerifierKey other) {
        return Arrays.equals(raw, other.raw);
    }

    /** Returns it as one text. */
    @Override
    public String toString() {
        return name + "+" + idText() + "+" + StandardBase64.encode(encoded());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key
                && name.equals(key.name)
                && type == key.type
                && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return id;
    }

    private byte[] encoded() {
        return ByteBuffer.allocate(1 + ED25519_BYTES)
                .put(type.identifier())
                .put(raw)
                .array();
    }

    private String idText() {
        return String.format(Locale.ROOT, "%08x", id);
    }

    // signed-note: SHA-256(name || 0A || type || key), the first four bytes.
    private static int id(String name, byte[] encoded) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return ByteBuffer.wrap(sha256.digest(encoded)).getInt();
    }
}
