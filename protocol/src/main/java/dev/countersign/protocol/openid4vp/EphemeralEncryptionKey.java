package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.KeyPair;

/**
 * The key to which one answer is encrypted (OpenID4VP 1.0 section 8.3; HAIP 1.0 section 5: P-256, new for every
 * request). It has a name of its own, by which the answer refers to it.
 */
public final class EphemeralEncryptionKey {
    private final KeyPair pair;
    private final String keyId;

    private EphemeralEncryptionKey(KeyPair pair, String keyId) {
        this.pair = pair;
        this.keyId = keyId;
    }

    /** Makes a new key, named by its thumbprint. */
    public static EphemeralEncryptionKey generate() {
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        return new EphemeralEncryptionKey(pair, PublicJwk.of(pair.getPublic()).thumbprint());
    }

    /**
     * Takes up the bytes that {@link #secretBytes} returned.
     *
     * @throws dev.countersign.protocol.MalformedInputException when they are others
     */
    public static EphemeralEncryptionKey of(byte[] secretBytes) {
        ObjectNode json = Json.parseObject(secretBytes);
        return new EphemeralEncryptionKey(
                Keys.parsePrivateJwk(json), json.path("kid").asText(""));
    }

    /** Returns the private key, for a store that seals it. */
    public byte[] secretBytes() {
        return Json.print(Keys.toPrivateJwk(pair).put("kid", keyId));
    }

    /** Returns the public key as it stands in {@code client_metadata}: with {@code kid}, {@code use} and {@code alg}. */
    public PublicJwk publicJwk() {
        ObjectNode json = PublicJwk.of(pair.getPublic()).toJson();
        return PublicJwk.parse(json.put("use", "enc").put("alg", "ECDH-ES").put("kid", keyId));
    }

    KeyPair pair() {
        return pair;
    }

    String keyId() {
        return keyId;
    }

    @Override
    public String toString() {
        return "EphemeralEncryptionKey[" + keyId + "]";
    }
}
