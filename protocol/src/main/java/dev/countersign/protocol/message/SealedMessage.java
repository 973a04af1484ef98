package dev.countersign.protocol.message;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.ContentEncryption;
import dev.countersign.protocol.jose.EcdhKey;
import dev.countersign.protocol.jose.Jwe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * A {@link CustomerMessage} encrypted to one wallet: a compact JWE by ECDH-ES and A256GCM (RFC 7516; RFC 7518 sections 4.6 and
 * 5.3), {@code cty} {@code JWT} (RFC 7519 section 5.2). Not opened, and not verified.
 *
 * @param compact at most {@value #MAX_CHARS} characters
 */
public record SealedMessage(String compact) {
    /** Room for the longest text in characters that JSON escapes with twelve others, twice in base64url. */
    public static final int MAX_CHARS = 96 * 1024;

    private static final Set<ContentEncryption> ALLOWED = Set.of(ContentEncryption.A256GCM);
    private static final String WHERE = "Countersign message";
    private static final int HASH_BYTES = 32;

    /**
     * Checks that it is a JWE by its form, and names a key.
     *
     * @throws MalformedInputException when it is not, or is too long
     */
    public SealedMessage {
        if (compact.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    WHERE + ": size: " + compact.length() + " characters (expected: <= " + MAX_CHARS + ")");
        }
        // A key's name may become the name of a file: nothing but a hash is one.
        if (Base64Url.decode(Jwe.keyId(compact).orElse("")).length != HASH_BYTES) {
            throw new MalformedInputException(WHERE + ": kid (expected: the thumbprint of the recipient's key)");
        }
    }

    /**
     * Encrypts a signed message; afterwards nobody but the recipient can read it, whoever made it included.
     *
     * @param signed what {@link CustomerMessage#sign} made
     */
    public static SealedMessage seal(String signed, RecipientKey recipient) {
        return new SealedMessage(Jwe.encryptJwt(signed, recipient.jwk(), ContentEncryption.A256GCM));
    }

    /** Returns the thumbprint of the key that it says it is for. */
    public String keyThumbprint() {
        return Jwe.keyId(compact).get();
    }

    /**
     * Opens it.
     *
     * @return the signed message, not verified yet; or a refusal for {@link RejectionReason#ENCRYPTION_INVALID}
     */
    public Verification<String> open(EcdhKey recipient) {
        try {
            return Jwe.decrypt(compact, recipient, ALLOWED).then(SealedMessage::text);
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    private static Verification<String> text(byte[] signed) {
        return Verification.verified(new String(signed, StandardCharsets.US_ASCII));
    }

    /** Returns the SHA-256 of the text as it travels, base64url: its name in a {@link SendingRecord}. */
    public String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(compact.getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SealedMessage[" + compact.length() + " characters]";
    }
}
