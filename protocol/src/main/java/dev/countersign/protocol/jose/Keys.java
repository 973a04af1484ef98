package dev.countersign.protocol.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;

/** Makes key pairs, and reads and writes them as private JWKs (RFC 7517 section 9.2) for stores that keep them secret. */
public final class Keys {
    private Keys() {}

    /** Returns a new key pair for this algorithm, made with the platform's secure random numbers. */
    public static KeyPair generate(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> EcCurve.P256.generate();
            case ES384 -> EcCurve.P384.generate();
            case ES512 -> EcCurve.P521.generate();
            case EDDSA -> Ed25519.generate();
        };
    }

    /**
     * Reads a private JWK.
     *
     * @throws MalformedInputException when it is not one, or of another kind than P-256, P-384, P-521 and Ed25519; that the
     *     two halves belong together is not checked
     */
    public static KeyPair parsePrivateJwk(JsonNode json) {
        if (!(json instanceof ObjectNode object) || !object.path("d").isTextual()) {
            throw new MalformedInputException("RFC 7518 6.2.2: (expected: an object with d)");
        }
        ObjectNode publicPart = object.deepCopy();
        publicPart.remove("d");
        PublicJwk jwk = PublicJwk.parse(publicPart);
        byte[] d = Base64Url.decode(object.path("d").textValue());
        return new KeyPair(jwk.toPublicKey(), privateKey(jwk, d));
    }

    private static PrivateKey privateKey(PublicJwk jwk, byte[] d) {
        String crv = jwk.member("crv").get();
        return EcCurve.named(crv).map(curve -> curve.privateKey(d)).orElseGet(() -> {
            if (d.length != Ed25519.KEY_BYTES) {
                throw new MalformedInputException("RFC 8037 2: length of d (expected: 32 bytes)");
            }
            return Ed25519.privateKey(d);
        });
    }

    /**
     * Returns the private JWK of this pair; it is a secret.
     *
     * @throws IllegalArgumentException when the private key cannot be exported
     */
    public static ObjectNode toPrivateJwk(KeyPair pair) {
        ObjectNode json = PublicJwk.of(pair.getPublic()).toJson();
        if (pair.getPrivate() instanceof ECPrivateKey ec) {
            EcCurve curve = EcCurve.named(json.path("crv").textValue()).get();
            return json.put("d", Base64Url.encode(curve.coordinate(ec.getS())));
        }
        return json.put("d", Base64Url.encode(Ed25519.seed(pair.getPrivate())));
    }
}
