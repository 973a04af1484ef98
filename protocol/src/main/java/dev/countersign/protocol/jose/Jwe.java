package dev.countersign.protocol.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.impl.AAD;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jose.crypto.impl.ContentCryptoProvider;
import com.nimbusds.jose.crypto.impl.ECDH;
import com.nimbusds.jose.jca.JWEJCAContext;
import com.nimbusds.jose.jwk.Curve;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Compact JWE with ECDH-ES in direct key agreement and AES-GCM (RFC 7516, RFC 7518 sections 4.6 and 5.3). */
public final class Jwe {
    /** Longest text that is read, in characters. */
    public static final int MAX_CHARS = Json.MAX_BYTES;

    private static final String KEY_AGREEMENT = "ECDH-ES";

    private Jwe() {}

    /**
     * Encrypts to a recipient; every call makes a new ephemeral key.
     *
     * @param recipient P-256 or P-384; its {@code kid}, if any, is copied to the header
     */
    public static String encrypt(byte[] payload, PublicJwk recipient, ContentEncryption enc) {
        if (!(recipient.toPublicKey() instanceof ECPublicKey key)) {
            throw new IllegalArgumentException("recipient: (expected: an EC key)");
        }
        return encrypt(payload, key, header(recipient, enc).build());
    }

    /**
     * Encrypts a signed JWT to a recipient (RFC 7519 section 5.2, {@code cty} is {@code JWT}).
     *
     * @param signed compact
     * @param recipient P-256 or P-384; its {@code kid}, if any, is copied to the header
     */
    public static String encryptJwt(String signed, PublicJwk recipient, ContentEncryption enc) {
        if (!(recipient.toPublicKey() instanceof ECPublicKey key)) {
            throw new IllegalArgumentException("recipient: (expected: an EC key)");
        }
        return encrypt(
                signed.getBytes(StandardCharsets.US_ASCII),
                key,
                header(recipient, enc).contentType("JWT").build());
    }

    private static JWEHeader.Builder header(PublicJwk recipient, ContentEncryption enc) {
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.parse(enc.wireName()));
        recipient.keyId().ifPresent(header::keyID);
        return header;
    }

    private static String encrypt(byte[] payload, ECPublicKey key, JWEHeader header) {
        JWEObject jwe = new JWEObject(header, new Payload(payload));
        try {
            jwe.encrypt(new ECDHEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every platform has ECDH and AES-GCM", e);
        }
        return jwe.serialize();
    }

    /** Returns the header parameter {@code kid} of an unopened JWE, by which its recipient finds the key. */
    public static Optional<String> keyId(String compact) {
        JsonNode kid = header(compact).get("kid");
        return kid != null && kid.isTextual() ? Optional.of(kid.textValue()) : Optional.empty();
    }

    /**
     * Opens a JWE.
     *
     * @param compact untrusted
     * @param keyId the name of the recipient's key; the header's {@code kid} must be there and equal it
     * @return the plaintext, or a refusal for {@link RejectionReason#ENCRYPTION_INVALID}
     * @throws MalformedInputException when it is not a JWE in compact form
     */
    public static Verification<byte[]> decrypt(
            String compact, KeyPair recipient, String keyId, Set<ContentEncryption> allowed) {
        ObjectNode header = header(compact);
        return fault(header, keyId, allowed).map(Jwe::refused).orElseGet(() -> open(compact, header, recipient));
    }

    /**
     * Opens a JWE with a key that may live in hardware.
     *
     * @param compact untrusted
     * @param recipient its thumbprint (RFC 7638) is its name; the header's {@code kid} must be there and equal it
     * @return the plaintext, or a refusal for {@link RejectionReason#ENCRYPTION_INVALID}
     * @throws MalformedInputException when it is not a JWE in compact form
     */
    public static Verification<byte[]> decrypt(String compact, EcdhKey recipient, Set<ContentEncryption> allowed) {
        ObjectNode header = header(compact);
        return fault(header, recipient.publicJwk().thumbprint(), allowed)
                .map(Jwe::refused)
                .orElseGet(() -> open(compact, header, recipient));
    }

    private static Optional<String> fault(ObjectNode header, String keyId, Set<ContentEncryption> allowed) {
        if (!header.path("alg").asText("").equals(KEY_AGREEMENT)) {
            return Optional.of("RFC 7516 4.1.1: alg (expected: " + KEY_AGREEMENT + ")");
        }
        if (!ContentEncryption.of(header.path("enc").asText(""))
                .filter(allowed::contains)
                .isPresent()) {
            return Optional.of("RFC 7516 4.1.2: enc (expected one of: " + allowed + ")");
        }
        // Compression lets a small message fill the memory, and tells of its content by its length.
        if (header.has("zip") || header.has("crit")) {
            return Optional.of("RFC 7516 4.1.3: zip or crit");
        }
        // OpenID4VP 8.3 copies it from the key: without it, or with another, it was made for somebody else.
        if (!header.path("kid").asText("").equals(keyId)) {
            return Optional.of("RFC 7516 4.1.6: kid is not that of the recipient's key");
        }
        return Optional.empty();
    }

    private static Verification<byte[]> open(String compact, ObjectNode header, EcdhKey recipient) {
        // The ephemeral point comes from outside: on our curve, or it is an attack on the private key.
        PublicJwk ephemeral = PublicJwk.parse(header.path("epk"));
        if (!ephemeral.member("crv").equals(recipient.publicJwk().member("crv"))) {
            return refused("RFC 7518 4.6.1.1: epk is on another curve");
        }
        try {
            JWEObject jwe = JWEObject.parse(compact);
            // RFC 7516 5.2 step 10: in direct key agreement there is no encrypted key.
            if (jwe.getEncryptedKey() != null) {
                return refused("RFC 7516 5.2: an encrypted key (expected: none)");
            }
            JWEHeader parsed = jwe.getHeader();
            SecretKey shared = new SecretKeySpec(recipient.agree(ephemeral.toPublicKey()), "AES");
            SecretKey contentKey = ECDH.deriveSharedKey(parsed, shared, new ConcatKDF("SHA-256"));
            return Verification.verified(ContentCryptoProvider.decrypt(
                    parsed,
                    AAD.compute(parsed),
                    jwe.getEncryptedKey(),
                    jwe.getIV(),
                    jwe.getCipherText(),
                    jwe.getAuthTag(),
                    contentKey,
                    new JWEJCAContext(),
                    JWEObject.MAX_COMPRESSED_CIPHER_TEXT_LENGTH));
        } catch (ParseException | JOSEException e) {
            return refused("RFC 7516 5.2: it does not decrypt");
        }
    }

    private static Verification<byte[]> open(String compact, ObjectNode header, KeyPair recipient) {
        if (!(recipient.getPublic() instanceof ECPublicKey publicKey)
                || !(recipient.getPrivate() instanceof ECPrivateKey privateKey)) {
            throw new IllegalArgumentException("recipient: (expected: an EC key)");
        }
        // The ephemeral point comes from outside: on our curve, or it is an attack on the private key.
        PublicJwk ephemeral = PublicJwk.parse(header.path("epk"));
        Curve curve = Curve.forECParameterSpec(publicKey.getParams());
        if (curve == null
                || !ephemeral.member("crv").filter(curve.getName()::equals).isPresent()) {
            return refused("RFC 7518 4.6.1.1: epk is on another curve");
        }
        try {
            JWEObject jwe = JWEObject.parse(compact);
            jwe.decrypt(new ECDHDecrypter(privateKey, Set.of(), curve));
            return Verification.verified(jwe.getPayload().toBytes());
        } catch (ParseException | JOSEException e) {
            return refused("RFC 7516 5.2: it does not decrypt");
        }
    }

    /** Checks that there are five parts of strict base64url with an empty key between, and returns the header. */
    private static ObjectNode header(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    "RFC 7516 7.1: size: " + compact.length() + " characters (expected: <= " + MAX_CHARS + ")");
        }
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 5) {
            throw new MalformedInputException("RFC 7516 7.1: parts: " + parts.length + " (expected: 5)");
        }
        for (String part : parts) {
            Base64Url.decode(part);
        }
        return Json.parseObject(Base64Url.decode(parts[0]));
    }

    private static Verification<byte[]> refused(String detail) {
        return Verification.rejected(RejectionReason.ENCRYPTION_INVALID, detail);
    }
}
