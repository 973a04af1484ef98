package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** A public JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037, RFC 8812). */
final class Jwk {
    // RFC 7518 6.2.2, 6.3.2, 6.4: what would give the secret away.
    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Set<String> OTHER_KEY_TYPES = Set.of("RSA", "AKP");
    private static final Set<String> OTHER_CURVES = Set.of("Ed448", "X448");

    private Jwk() {}

    /**
     * Reads a key.
     *
     * @throws MalformedDidException when it is no key, or has private members
     */
    static VerificationKey parse(ObjectNode jwk) {
        for (String member : PRIVATE_MEMBERS) {
            if (jwk.has(member)) {
                throw new MalformedDidException("RFC 7517 9.2: private member of a key (expected: a public key)");
            }
        }
        String keyType = Json.text(jwk.get("kty"), "RFC 7517 4.1: kty");
        if (OTHER_KEY_TYPES.contains(keyType)) {
            return new VerificationKey.Unsupported(keyType);
        }
        String curve = Json.text(jwk.get("crv"), "RFC 7518 6.2.1.1: crv");
        if (OTHER_CURVES.contains(curve)) {
            return new VerificationKey.Unsupported(curve);
        }
        return new VerificationKey.Usable(
                switch (keyType) {
                    case "EC" -> ec(curve).key(bytes(jwk, "x"), bytes(jwk, "y"));
                    case "OKP" -> octet(curve).key(bytes(jwk, "x"));
                    default -> throw new MalformedDidException("RFC 7517 4.1: kty (expected: EC, OKP or RSA)");
                });
    }

    /**
     * Returns the key with its required members only.
     *
     * @throws IllegalArgumentException when it is of a kind that cannot be written
     */
    static ObjectNode print(PublicKey key) {
        ObjectNode jwk = Json.object();
        if (key instanceof ECPublicKey ec) {
            EcCurve curve = EcCurve.of(ec)
                    .orElseThrow(
                            () -> new IllegalArgumentException("curve (expected: P-256, P-384, P-521 or secp256k1)"));
            jwk.put("kty", "EC").put("crv", curve.jwkName());
            jwk.put("x", base64Url(curve.coordinate(ec.getW().getAffineX())));
            jwk.put("y", base64Url(curve.coordinate(ec.getW().getAffineY())));
            return jwk;
        }
        OctetKey kind = OctetKey.of(key)
                .orElseThrow(() -> new IllegalArgumentException("key (expected: EC, Ed25519 or X25519)"));
        return jwk.put("kty", "OKP").put("crv", kind.algorithm()).put("x", base64Url(kind.rawBytes(key)));
    }

    /** Returns the bytes of canonical base64url without padding. */
    static byte[] base64Url(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // One text for one value: padding and set trailing bits are refused.
            if (base64Url(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedDidException("RFC 7515 2: base64url (expected: canonical, without padding)", e);
        }
        throw new MalformedDidException("RFC 7515 2: base64url (expected: canonical, without padding)");
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(ObjectNode jwk, String member) {
        return base64Url(Json.text(jwk.get(member), "RFC 7518 6.2.1: " + member));
    }

    private static EcCurve ec(String name) {
        Optional<EcCurve> curve = Arrays.stream(EcCurve.values())
                .filter(known -> known.jwkName().equals(name))
                .findFirst();
        return curve.orElseThrow(
                () -> new MalformedDidException("RFC 7518 6.2.1.1: crv (expected: P-256, P-384, P-521 or secp256k1)"));
    }

    private static OctetKey octet(String name) {
        Optional<OctetKey> kind = Arrays.stream(OctetKey.values())
                .filter(known -> known.algorithm().equals(name))
                .findFirst();
        return kind.orElseThrow(
                () -> new MalformedDidException("RFC 8037 2: crv (expected: Ed25519, X25519, Ed448 or X448)"));
    }
}
