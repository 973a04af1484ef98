package dev.countersign.samples.phone;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/** A push service's check of who pushes (RFC 8292): {@code Authorization: vapid t=..., k=...}. */
final class Vapid {
    private static final Duration LONGEST_VALIDITY = Duration.ofHours(24);
    private static final int POINT_BYTES = 65;
    private static final int COORDINATE_BYTES = 32;

    private Vapid() {}

    /**
     * Judges the header.
     *
     * @param header untrusted
     * @param allowed the keys that the subscription was made for, as uncompressed points in base64url
     * @param origin of the push service
     * @return the key that pushed
     */
    static Verification<String> verify(String header, Set<String> allowed, String origin, Instant now) {
        try {
            if (!header.regionMatches(true, 0, "vapid ", 0, 6)) {
                return rejected(RejectionReason.MALFORMED, "3: scheme (expected: vapid)");
            }
            String token = parameter(header, "t");
            String key = parameter(header, "k");
            // Section 4.2: restricted to the key that the subscription was made for.
            if (!allowed.contains(key)) {
                return rejected(RejectionReason.ISSUER_NOT_TRUSTED, "4.2: k is not a key of this subscription");
            }
            return Jws.parse(token)
                    .verify(point(key).toPublicKey(), Set.of(SignatureAlgorithm.ES256))
                    .then(claims -> claims(JsonMembers.of(claims, "RFC 8292 2"), origin, now))
                    .then(accepted -> Verification.verified(key));
        } catch (MalformedInputException e) {
            return rejected(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Section 2. */
    private static Verification<Instant> claims(JsonMembers claims, String origin, Instant now) {
        if (!claims.text("aud").equals(origin)) {
            return rejected(RejectionReason.WRONG_AUDIENCE, "2: aud (expected: " + origin + ")");
        }
        Instant expiresAt = claims.numericDate("exp");
        if (!now.isBefore(expiresAt)) {
            return rejected(RejectionReason.EXPIRED, "2: exp");
        }
        if (expiresAt.isAfter(now.plus(LONGEST_VALIDITY))) {
            return rejected(RejectionReason.CLAIM_INVALID, "2: exp (expected: at most 24 hours ahead)");
        }
        return Verification.verified(expiresAt);
    }

    private static String parameter(String header, String name) {
        for (String part : header.substring(6).split(",", -1)) {
            String trimmed = part.trim();
            if (trimmed.startsWith(name + "=")) {
                return trimmed.substring(name.length() + 1);
            }
        }
        throw new MalformedInputException("RFC 8292 3: " + name + " is missing");
    }

    private static PublicJwk point(String key) {
        byte[] point = Base64Url.decode(key);
        if (point.length != POINT_BYTES || point[0] != 4) {
            throw new MalformedInputException("RFC 8292 3.2: k (expected: an uncompressed point of 65 bytes)");
        }
        return PublicJwk.parse(Json.object()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", Base64Url.encode(Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES)))
                .put("y", Base64Url.encode(Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, POINT_BYTES))));
    }

    private static <T> Verification<T> rejected(RejectionReason reason, String detail) {
        return Verification.rejected(reason, "RFC 8292 " + detail);
    }
}
