package dev.countersign.protocol.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Proof, for one HTTP request, that the sender holds a key: the form of DPoP (RFC 9449 section 4), with a hash of the
 * body so that a stolen proof does not carry another message.
 *
 * <p>Whoever verifies must also refuse a {@link Proven#id} seen before, for as long as a proof may be old.
 */
public final class DpopProof {
    /** The header's {@code typ}. */
    public static final String TYPE = "dpop+jwt";

    /** How old a proof may be, and how far in the future it may lie, for {@code /wallet/v1}. */
    public static final Duration MAX_AGE = Duration.ofSeconds(60);

    private static final String WHERE = "RFC 9449 4.2";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_CHARS = 8_192;
    private static final int MAX_ID = 128;

    private DpopProof() {}

    /** The request a proof is for. */
    public static final class Request {
        private final String method;
        private final String uri;
        private final Optional<byte[]> body;

        private Request(String method, String uri, Optional<byte[]> body) {
            this.method = method;
            this.uri = uri;
            this.body = body;
        }

        /**
         * Names a request.
         *
         * @param method as in {@code POST}
         * @param uri as the client addressed it; query and fragment do not count
         * @param body as sent; empty when there is none
         */
        public static Request of(String method, URI uri, byte[] body) {
            return new Request(method, withoutQuery(uri), Optional.of(body.clone()));
        }

        /**
         * Names a request whose body has not arrived yet, as where a server signs callers in. Whoever reads the body
         * first asks {@link Proven#covers}.
         *
         * @param method as in {@code POST}
         * @param uri as the client addressed it; query and fragment do not count
         */
        public static Request unread(String method, URI uri) {
            return new Request(method, withoutQuery(uri), Optional.empty());
        }
    }

    /**
     * What a verified proof shows.
     *
     * @param key that the sender holds
     * @param id unique; to be refused when seen before
     * @param bodyHash of the body that it was made for; absent when it was made for none
     */
    public record Proven(PublicJwk key, String id, Instant issuedAt, Optional<String> bodyHash) {

        /** Returns whether the proof was made for this body; an empty one is none. */
        public boolean covers(byte[] body) {
            if (body.length == 0 && !bodyHash.isPresent()) {
                return true;
            }
            byte[] expected = TextsHash.sha256(body).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, bodyHash.orElse("").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Makes a proof with a fresh id of 128 random bits, compact. */
    public static String make(Request request, JwsSigner signer, PublicJwk key, Instant now) {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        ObjectNode header = Json.object().put("typ", TYPE);
        header.set("jwk", key.toJson());
        ObjectNode claims = Json.object()
                .put("jti", Base64Url.encode(id))
                .put("htm", request.method)
                .put("htu", request.uri)
                .put("iat", now.getEpochSecond());
        request.body.filter(body -> body.length > 0).ifPresent(body -> claims.put("body_hash", TextsHash.sha256(body)));
        return Jws.sign(header, Json.print(claims), signer).compact();
    }

    /**
     * Judges the value of a {@code DPoP} header by the steps of RFC 9449 section 4.3.
     *
     * @param compact untrusted
     * @param maxAge how old it may be, and how far in the future; refused at exactly that age
     */
    public static Verification<Proven> verify(String compact, Request request, Instant now, Duration maxAge) {
        try {
            if (compact.length() > MAX_CHARS) {
                return Verification.rejected(RejectionReason.MALFORMED, WHERE + ": size");
            }
            // Step 2: well-formed.
            Jws jws = Jws.parse(compact);
            // Step 4: typ.
            if (!jws.type().equals(Optional.of(TYPE))) {
                return Verification.rejected(RejectionReason.WRONG_TYPE, WHERE + ": typ (expected: " + TYPE + ")");
            }
            // Step 7: the jwk is public only; PublicJwk refuses others.
            JsonNode jwk = jws.header().get("jwk");
            if (jwk == null) {
                return Verification.rejected(RejectionReason.MALFORMED, WHERE + ": jwk is missing");
            }
            PublicJwk key = PublicJwk.parse(jwk);
            // Steps 5 and 6: algorithm and signature.
            return jws.verify(key.toPublicKey(), EnumSet.allOf(SignatureAlgorithm.class))
                    .then(claims -> judge(claims, key, request).then(proven -> fresh(proven, now, maxAge)));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    private static Verification<Proven> judge(ObjectNode json, PublicJwk key, Request request) {
        JsonMembers claims = JsonMembers.of(json, WHERE);
        // Step 3: all required claims.
        String id = claims.text("jti");
        if (id.length() > MAX_ID) {
            return Verification.rejected(RejectionReason.MALFORMED, WHERE + ": jti (expected: <= " + MAX_ID + ")");
        }
        Proven proven = new Proven(key, id, claims.numericDate("iat"), claims.optionalText("body_hash"));
        // Step 8: htm.
        if (!claims.text("htm").equals(request.method)) {
            return Verification.rejected(RejectionReason.WRONG_AUDIENCE, WHERE + ": htm is of another request");
        }
        // Step 9: htu, without query and fragment.
        if (!withoutQuery(claims.uri("htu")).equals(request.uri)) {
            return Verification.rejected(RejectionReason.WRONG_AUDIENCE, WHERE + ": htu is of another request");
        }
        // Ours: the body is the one that was proven.
        if (request.body.filter(body -> !proven.covers(body)).isPresent()) {
            return Verification.rejected(RejectionReason.CLAIM_INVALID, "body_hash is of another body");
        }
        return Verification.verified(proven);
    }

    private static Verification<Proven> fresh(Proven proven, Instant now, Duration maxAge) {
        // Step 11: created within an acceptable window.
        Duration age = Duration.between(proven.issuedAt(), now).abs();
        return age.compareTo(maxAge) < 0
                ? Verification.verified(proven)
                : Verification.rejected(RejectionReason.STALE, WHERE + ": iat (expected: within " + maxAge + ")");
    }

    /** RFC 9449 4.3 step 9: compared after syntax- and scheme-based normalisation (RFC 3986 6.2.2, 6.2.3). */
    private static String withoutQuery(URI uri) {
        URI plain = uri.normalize();
        String scheme = plain.getScheme() == null ? "" : plain.getScheme().toLowerCase(Locale.ROOT);
        String host = plain.getHost() == null ? "" : plain.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !Arrays.asList("http", "https").contains(scheme)) {
            throw new MalformedInputException(WHERE + ": htu (expected: an http or https URI with a host)");
        }
        int usual = scheme.equals("https") ? 443 : 80;
        String port = plain.getPort() < 0 || plain.getPort() == usual ? "" : ":" + plain.getPort();
        String path = plain.getRawPath() == null || plain.getRawPath().isEmpty() ? "/" : plain.getRawPath();
        return scheme + "://" + host + port + path;
    }
}
