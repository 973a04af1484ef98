package dev.countersign.protocol.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key as JSON (RFC 7517): EC on P-256, P-384 or P-521, OKP on Ed25519. Its point is on its curve.
 *
 * <p>Members that are not part of the key, such as {@code kid}, {@code use} and {@code alg}, are kept as they came.
 */
public final class PublicJwk {
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    private final ObjectNode json;
    private final PublicKey key;

    private final SignatureAlgorithm algorithm;

    private PublicJwk(ObjectNode json, PublicKey key, SignatureAlgorithm algorithm) {
        this.json = json;
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * Reads a public key.
     *
     * @param json untrusted
     * @throws MalformedInputException when it is not a key, is of another kind, carries a private member, or its point
     *     is not on its curve
     */
    public static PublicJwk parse(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw new MalformedInputException("RFC 7517 4: not an object");
        }
        for (String member : PRIVATE_MEMBERS) {
            // Somebody's secret where a public key belongs: neither use it nor keep it.
            if (object.has(member)) {
                throw new MalformedInputException("RFC 7517 9.2: a private member (expected: a public key)");
            }
        }
        for (String member : List.of("kid", "use", "alg")) {
            if (object.has(member)) {
                text(object, member);
            }
        }
        return read(object.deepCopy());
    }

    /**
     * Returns this key as a JWK without {@code kid}.
     *
     * @throws IllegalArgumentException when it is not P-256, P-384, P-521 or Ed25519
     */
    public static PublicJwk of(PublicKey key) {
        ObjectNode json = Json.object();
        if (key instanceof ECPublicKey ec) {
            EcCurve curve = EcCurve.of(ec).orElseThrow(PublicJwk::unknownKey);
            json.put("kty", "EC").put("crv", curve.crv());
            json.put("x", Base64Url.encode(curve.coordinate(ec.getW().getAffineX())));
            json.put("y", Base64Url.encode(curve.coordinate(ec.getW().getAffineY())));
            return new PublicJwk(json, key, curve.algorithm());
        }
        if (!Ed25519.isPublicKey(key)) {
            throw unknownKey();
        }
        json.put("kty", "OKP").put("crv", "Ed25519").put("x", Base64Url.encode(Ed25519.raw(key)));
        return new PublicJwk(json, key, SignatureAlgorithm.EDDSA);
    }

    private static IllegalArgumentException unknownKey() {
        return new IllegalArgumentException("key: (expected: P-256, P-384, P-521 or Ed25519)");
    }

    private static PublicJwk read(ObjectNode json) {
        switch (text(json, "kty")) {
            case "EC" -> {
                EcCurve curve = EcCurve.named(text(json, "crv"))
                        .orElseThrow(() ->
                                new MalformedInputException("RFC 7518 6.2.1.1: crv (expected: P-256, P-384 or P-521)"));
                PublicKey key = curve.publicKey(Base64Url.decode(text(json, "x")), Base64Url.decode(text(json, "y")));
                return new PublicJwk(json, key, curve.algorithm());
            }
            case "OKP" -> {
                byte[] x = Base64Url.decode(text(json, "x"));
                if (!text(json, "crv").equals("Ed25519") || x.length != Ed25519.KEY_BYTES || json.has("y")) {
                    throw new MalformedInputException("RFC 8037 2: (expected: crv Ed25519, x of 32 bytes, no y)");
                }
                return new PublicJwk(json, Ed25519.publicKey(x), SignatureAlgorithm.EDDSA);
            }
            default -> throw new MalformedInputException("RFC 7517 4.1: kty (expected: EC or OKP)");
        }
    }

    private static String text(ObjectNode json, String member) {
        JsonNode value = json.get(member);
        if (value == null || !value.isTextual()) {
            throw new MalformedInputException("RFC 7517 4: " + member + " (expected: a string)");
        }
        return value.textValue();
    }

    /** Returns the key for JCA. */
    public PublicKey toPublicKey() {
        return key;
    }

    /** Returns the one algorithm that this key verifies with. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** Returns a copy of the JSON. */
    public ObjectNode toJson() {
        return json.deepCopy();
    }

    /** Returns the member {@code kid}. */
    public Optional<String> keyId() {
        return member("kid");
    }

    /** Returns a member that is a string, such as {@code use} or {@code alg}. */
    public Optional<String> member(String name) {
        JsonNode value = json.get(name);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** Returns whether nothing in it says that it is for anything but verifying signatures that fit its curve. */
    public boolean isForVerification() {
        JsonNode operations = json.get("key_ops");
        boolean verifies = operations == null;
        for (JsonNode operation : operations == null ? Json.object() : operations) {
            verifies |= operation.asText("").equals("verify");
        }
        return verifies
                && member("use").orElse("sig").equals("sig")
                && (!json.has("alg")
                        || member("alg")
                                .flatMap(SignatureAlgorithm::of)
                                .filter(algorithm::equals)
                                .isPresent());
    }

    /** Returns the same key under this name. */
    public PublicJwk withKeyId(String keyId) {
        ObjectNode named = toJson();
        named.put("kid", keyId);
        return new PublicJwk(named, key, algorithm);
    }

    /** Returns the SHA-256 thumbprint (RFC 7638), base64url. */
    public String thumbprint() {
        // RFC 7638 3.2 and RFC 8037 2: the required members only, in lexicographic order.
        ObjectNode required = Json.object();
        for (String member : List.of("crv", "kty", "x", "y")) {
            member(member).ifPresent(value -> required.put(member, value));
        }
        try {
            byte[] canonical = Json.print(required);
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    /** Returns whether this is the same key, whatever its name. */
    public boolean isSameKeyAs(PublicJwk other) {
        return thumbprint().equals(other.thumbprint());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicJwk jwk && json.equals(jwk.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return new String(Json.print(json), StandardCharsets.UTF_8);
    }
}
