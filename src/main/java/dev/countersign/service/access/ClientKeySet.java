package dev.countersign.service.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of a machine client (RFC 7517): P-256, P-384, and RSA of 2048 bits or more, which the rest of the product
 * does not know but FAPI clients sign with (PS256). Keys of other kinds are left out.
 */
public final class ClientKeySet {
    /** What a client may sign with; RS256 and HMAC are not among them (FAPI 1.0 part 2, section 8.6). */
    public static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256);

    private static final int MAX_KEYS = 100;
    private static final int LEAST_RSA_BITS = 2048;
    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384);

    private final JWKSet keys;

    private ClientKeySet(JWKSet keys) {
        this.keys = keys;
    }

    /**
     * Reads {@code {"keys": [...]}}.
     *
     * @param json untrusted
     * @throws MalformedInputException when it is not that, or a key is broken or private
     */
    public static ClientKeySet parse(JsonNode json) {
        try {
            JWKSet parsed = JWKSet.parse(new String(Json.print(json), StandardCharsets.UTF_8));
            if (parsed.size() > MAX_KEYS) {
                throw new MalformedInputException("RFC 7517 5.1: keys (expected: at most " + MAX_KEYS + ")");
            }
            if (parsed.getKeys().stream().anyMatch(JWK::isPrivate)) {
                throw new MalformedInputException(
                        "RFC 7517 5.1: keys: a private or secret key (expected: public ones)");
            }
            return new ClientKeySet(new JWKSet(
                    parsed.getKeys().stream().filter(ClientKeySet::understood).toList()));
        } catch (ParseException | IllegalArgumentException e) {
            throw new MalformedInputException("RFC 7517 5.1: keys (expected: an array of public keys)", e);
        }
    }

    private static boolean understood(JWK key) {
        if (key instanceof ECKey ec) {
            return CURVES.contains(ec.getCurve());
        }
        return key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS;
    }

    /** Returns whether no key is left. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Returns the keys, with whatever else stands in them, such as certificates. */
    public List<JWK> keys() {
        return keys.getKeys();
    }

    /** Returns the keys that may have made a signature with this header: none when its algorithm is not accepted. */
    public List<PublicKey> forSignature(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return List.of();
        }
        return keys.getKeys().stream()
                .filter(key -> fits(key, header.getAlgorithm()))
                .filter(key -> key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()))
                .filter(key -> header.getKeyID() == null
                        || key.getKeyID() == null
                        || key.getKeyID().equals(header.getKeyID()))
                .map(ClientKeySet::publicKey)
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return key instanceof ECKey ec
                ? Curve.forJWSAlgorithm(algorithm) != null
                        && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve())
                : JWSAlgorithm.PS256.equals(algorithm);
    }

    /** Returns all keys, for any use. */
    List<PublicKey> publicKeys() {
        return keys.getKeys().stream()
                .map(ClientKeySet::publicKey)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Returns whether the certificate is one that the client registered (RFC 8705 section 2.2.2): with one of the keys,
     * and where that key names its certificate ({@code x5c}), this very one.
     */
    boolean holds(X509Certificate certificate) {
        return keys.getKeys().stream()
                .filter(key -> publicKey(key)
                        .filter(known -> Arrays.equals(
                                known.getEncoded(), certificate.getPublicKey().getEncoded()))
                        .isPresent())
                .anyMatch(key -> key.getX509CertChain() == null
                        || Arrays.equals(key.getX509CertChain().get(0).decode(), encoded(certificate)));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }

    private static Optional<PublicKey> publicKey(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric ? Optional.of(asymmetric.toPublicKey()) : Optional.empty();
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    /** Returns {@code {"keys": [...]}}. */
    public ObjectNode toJson() {
        Map<String, Object> members = keys.toJSONObject();
        return Json.parseObject(JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientKeySet that && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    @Override
    public String toString() {
        return "ClientKeySet of " + keys.size();
    }
}
