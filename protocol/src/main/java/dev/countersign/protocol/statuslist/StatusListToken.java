package dev.countersign.protocol.statuslist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/**
 * A signed status list in its JWT form (draft-ietf-oauth-status-list-20 section 5.1), not yet verified.
 *
 * <p>Only {@link #verify} inflates the list and lets anybody ask it.
 */
public final class StatusListToken {
    /** The header's {@code typ}. */
    public static final String TYPE = "statuslist+jwt";

    /** The media type it is served as. */
    public static final String MEDIA_TYPE = "application/statuslist+jwt";

    /** How far in the future {@code iat} may lie, because clocks differ. */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    private static final String WHERE = "Token Status List 5.1";
    private static final long MAX_TTL_SECONDS = 3_650L * 24 * 3_600;

    private final Jws jws;

    private StatusListToken(Jws jws) {
        this.jws = jws;
    }

    /**
     * What a token says besides the list.
     *
     * @param subject the URI that credentials refer to, exactly
     * @param expiresAt nothing may be concluded from it at this time or later
     * @param timeToLive how long it may be used from fetching it; whole seconds
     */
    public record Terms(URI subject, Instant issuedAt, Instant expiresAt, Duration timeToLive) {}

    /** Returns a signed token, compact. */
    public static String issue(Terms terms, StatusList list, JwsSigner signer, String keyId) {
        ObjectNode header = Json.object().put("typ", TYPE).put("kid", keyId);
        ObjectNode claims = Json.object()
                .put("sub", terms.subject().toString())
                .put("iat", terms.issuedAt().getEpochSecond())
                .put("exp", terms.expiresAt().getEpochSecond())
                .put("ttl", terms.timeToLive().toMillis() / 1_000);
        claims.set("status_list", list.toJson());
        return Jws.sign(header, Json.print(claims), signer).compact();
    }

    /**
     * Reads a compact token.
     *
     * @throws MalformedInputException when it is not a JWS
     */
    public static StatusListToken parse(String compact) {
        return new StatusListToken(Jws.parse(compact));
    }

    /**
     * Reads what a server answered (section 8.2).
     *
     * @param contentType as announced; parameters are ignored
     * @throws MalformedInputException when it was announced as something else, or is not a JWS
     */
    public static StatusListToken parseResponse(String contentType, byte[] body) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        if (!type.trim().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            throw new MalformedInputException("Token Status List 8.2: content type (expected: " + MEDIA_TYPE + ")");
        }
        return parse(new String(body, StandardCharsets.US_ASCII).trim());
    }

    /** Returns the header's {@code kid}, as somebody wrote it. */
    public Optional<String> keyId() {
        return jws.keyId();
    }

    /** Returns a copy of the header, as somebody wrote it. */
    public ObjectNode header() {
        return jws.header();
    }

    /** Returns the claim {@code iss}, as somebody wrote it. */
    public Optional<String> issuer() {
        return JsonMembers.of(jws.claims(), WHERE).optionalText("iss");
    }

    /** Returns the token as it was received. */
    public String compact() {
        return jws.compact();
    }

    /**
     * Judges the token by the rules of section 8.3, and inflates the list.
     *
     * @param key of whom the caller trusts to state the status
     * @param expectedSubject the URI of the reference; compared as text, not normalised
     * @param now expires at t means refused at t
     */
    public Verification<VerifiedStatusListToken> verify(PublicKey key, URI expectedSubject, Instant now) {
        // 8.3 step 3: typ, signature; the list is inflated only after that.
        if (!jws.type().equals(Optional.of(TYPE))) {
            return Verification.rejected(RejectionReason.WRONG_TYPE, WHERE + ": typ (expected: " + TYPE + ")");
        }
        return jws.verify(key, EnumSet.allOf(SignatureAlgorithm.class)).then(claims -> {
            try {
                return judge(JsonMembers.of(claims, WHERE), expectedSubject, now);
            } catch (MalformedInputException e) {
                return Verification.rejected(RejectionReason.STATUS_INVALID, e.getMessage());
            }
        });
    }

    private static Verification<VerifiedStatusListToken> judge(JsonMembers claims, URI expectedSubject, Instant now) {
        // 8.3 step 4a: sub equals the uri of the reference.
        if (!claims.text("sub").equals(expectedSubject.toString())) {
            return Verification.rejected(RejectionReason.STATUS_INVALID, WHERE + ": sub is of another list");
        }
        // Step 4b: iat, if the policy wants it.
        Instant issuedAt = claims.numericDate("iat");
        if (issuedAt.isAfter(now.plus(MAX_CLOCK_SKEW))) {
            return Verification.rejected(RejectionReason.NOT_YET_VALID, WHERE + ": iat is in the future");
        }
        // Step 4c: exp.
        Optional<Instant> expiresAt = claims.optionalNumericDate("exp");
        if (expiresAt.filter(expiry -> !now.isBefore(expiry)).isPresent()) {
            return Verification.rejected(RejectionReason.EXPIRED, WHERE + ": exp has passed");
        }
        Optional<Duration> timeToLive =
                claims.optionalInteger("ttl", 1, MAX_TTL_SECONDS).map(Duration::ofSeconds);
        // Steps 5 and 6: the list, decompressed.
        StatusList list = StatusList.parse(claims.object("status_list").json());
        return Verification.verified(new VerifiedStatusListToken(
                new VerifiedStatusListToken.Validity(issuedAt, expiresAt, timeToLive), expectedSubject, list));
    }
}
