package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an SD-JWT VC as RFC 9901 section 7.3 and draft-ietf-oauth-sd-jwt-vc demand.
 *
 * <p>It remembers nothing between two calls. Status and query are judged elsewhere; a nonce that was used before is the
 * caller's business too.
 */
public final class SdJwtVerifier {
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Collections.unmodifiableSet(EnumSet.allOf(SignatureAlgorithm.class));

    /** 9999-12-31T23:59:59Z. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private enum Kind {
        CREDENTIAL,
        PLAIN
    }

    private final IssuerKeys keys;
    private final Clock clock;
    private final Duration maxSkew;
    private final Kind kind;

    /**
     * Makes a verifier of SD-JWT VCs.
     *
     * @param maxSkew how far issuer's, holder's and our clocks may differ
     */
    public SdJwtVerifier(IssuerKeys keys, Clock clock, Duration maxSkew) {
        this(keys, clock, maxSkew, Kind.CREDENTIAL);
    }

    private SdJwtVerifier(IssuerKeys keys, Clock clock, Duration maxSkew, Kind kind) {
        this.keys = keys;
        this.clock = clock;
        this.maxSkew = maxSkew;
        this.kind = kind;
    }

    /** Returns a verifier of plain SD-JWTs, which need no type and may disclose every claim selectively. */
    public static SdJwtVerifier withoutCredentialRules(IssuerKeys keys, Clock clock, Duration maxSkew) {
        return new SdJwtVerifier(keys, clock, maxSkew, Kind.PLAIN);
    }

    /** Judges what was presented. Never throws on account of it. */
    public Verification<VerifiedCredential> verify(SdJwt presented, KeyBinding keyBinding) {
        // RFC 9901 7.3 step 1: whether key binding is needed is the argument's to say, never the presentation's.
        // Step 2
        if (keyBinding instanceof KeyBinding.Required && !presented.keyBinding().isPresent()) {
            return Verification.rejected(RejectionReason.HOLDER_BINDING_INVALID, "RFC 9901 7.3 step 2: no key binding");
        }
        // Step 3 was done by SdJwt.parse.
        if (kind == Kind.CREDENTIAL) {
            Optional<Verification.Rejected<VerifiedCredential>> broken = SdJwtVcRules.broken(presented);
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        try {
            return issuerSigned(presented, keyBinding);
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.CLAIM_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /** Step 4: RFC 9901 7.1, whose step 1 was done by SdJwt.parse. */
    private Verification<VerifiedCredential> issuerSigned(SdJwt presented, KeyBinding keyBinding) {
        JsonNode x5c = presented.issuerJwt().headerParameter("x5c").orElse(null);
        CertificateChain certificates = x5c == null ? null : CertificateChain.parse(x5c);
        IssuerKeys.Lookup found = keys.find(new IssuerKeyQuery(
                text(presented, "iss"),
                presented.issuerJwt().keyId(),
                Optional.ofNullable(certificates),
                text(presented, SdJwtVc.VCT),
                issuedAt(presented)));
        // 7.1 step 2.c: who the issuer is, and that the key is its own, is for IssuerKeys to know.
        if (found instanceof IssuerKeys.Unavailable unavailable) {
            return Verification.undecided(Dependency.ISSUER_KEYS, unavailable.retryAfter());
        }
        if (found instanceof IssuerKeys.Unknown) {
            return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "RFC 9901 7.1 step 2.c: no such key");
        }
        if (!(found instanceof IssuerKeys.Found key)) {
            return Verification.rejected(RejectionReason.ISSUER_NOT_TRUSTED, "RFC 9901 7.1 step 2.c: not trusted");
        }
        // 7.1 steps 2.a and 2.b
        return presented
                .issuerJwt()
                .verifyPayload(key.key(), ALGORITHMS)
                .then(signed -> processed(presented, keyBinding, certificates));
    }

    private Verification<VerifiedCredential> processed(
            SdJwt presented, KeyBinding keyBinding, @Nullable CertificateChain certificates) {
        // 7.1 steps 2.d and 3 to 5
        Set<String> never = kind == Kind.CREDENTIAL ? SdJwtVcRules.NEVER_DISCLOSABLE : Set.of();
        return ProcessedPayload.of(presented, never).then(claims -> {
            CredentialClaims read = kind == Kind.CREDENTIAL
                    ? CredentialClaims.read(claims, certificates)
                    : CredentialClaims.readPlain(claims, certificates);
            // 7.1 step 6
            Instant now = clock.instant();
            Optional<Verification.Rejected<VerifiedCredential>> outOfTime = outOfTime(read, now);
            if (outOfTime.isPresent()) {
                return outOfTime.get();
            }
            // 7.3 step 5
            return holderBound(presented, keyBinding, read, now)
                    .then(bound -> Verification.verified(
                            new VerifiedCredential(claims, read, issuer(claims, certificates), bound)));
        });
    }

    private Verification<ObjectNode> holderBound(
            SdJwt presented, KeyBinding keyBinding, CredentialClaims read, Instant now) {
        return keyBinding instanceof KeyBinding.Required required
                ? new KeyBindingCheck(required, now, maxSkew).check(presented, read.holderKey())
                : Verification.verified(Json.object());
    }

    private Optional<Verification.Rejected<VerifiedCredential>> outOfTime(CredentialClaims read, Instant now) {
        if (read.expiresAt() != null && !now.isBefore(read.expiresAt().plus(maxSkew))) {
            return Optional.of(new Verification.Rejected<>(RejectionReason.EXPIRED, "RFC 7519 4.1.4: exp"));
        }
        Instant latest = now.plus(maxSkew);
        if (read.notBefore() != null && read.notBefore().isAfter(latest)) {
            return Optional.of(new Verification.Rejected<>(RejectionReason.NOT_YET_VALID, "RFC 7519 4.1.5: nbf"));
        }
        if (read.issuedAt() != null && read.issuedAt().isAfter(latest)) {
            return Optional.of(new Verification.Rejected<>(RejectionReason.NOT_YET_VALID, "RFC 7519 4.1.6: iat"));
        }
        return Optional.empty();
    }

    private static String issuer(ObjectNode claims, @Nullable CertificateChain certificates) {
        JsonNode issuer = claims.get("iss");
        if (issuer != null && issuer.isTextual()) {
            return issuer.textValue();
        }
        return certificates == null
                ? ""
                : certificates.leaf().getSubjectX500Principal().getName();
    }

    private static Optional<String> text(SdJwt presented, String claim) {
        JsonNode value = presented.sharedPayload().get(claim);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static Optional<Instant> issuedAt(SdJwt presented) {
        JsonNode value = presented.sharedPayload().get("iat");
        return value != null && value.isNumber() && value.canConvertToLong() && isDate(value.longValue())
                ? Optional.of(Instant.ofEpochSecond(value.longValue()))
                : Optional.empty();
    }

    private static boolean isDate(long epochSecond) {
        return epochSecond >= 0 && epochSecond <= LAST_SECOND;
    }
}
