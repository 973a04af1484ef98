package dev.countersign.service.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Issues and verifies our own access tokens: JWTs as RFC 9068 describes them, signed with {@link KeyUse#TOKEN}. */
@ApplicationScoped
public class AccessTokens {
    private static final String TYPE = "at+jwt";
    private static final Set<String> RESERVED = Set.of("iss", "sub", "client_id", "aud", "scope", "iat", "exp", "jti");

    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final Random random;

    AccessTokens(OrganisationKeys keys, PublicUrl publicUrl, Clock clock, Random random) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What a token shall say.
     *
     * @param audience the one resource that may accept it, such as {@link #apiAudience()}
     * @param more claims of extensions; none that RFC 9068 names
     */
    public record Claims(
            String subject, String clientId, String audience, Set<String> scopes, Duration lifetime, ObjectNode more) {
        /** Keeps its own copies. */
        public Claims {
            scopes = Set.copyOf(scopes);
            more = more.deepCopy();
            more.fieldNames().forEachRemaining(name -> {
                if (RESERVED.contains(name)) {
                    throw new IllegalArgumentException("claim: " + name + " (expected: none that RFC 9068 names)");
                }
            });
        }
    }

    /** Returns the audience of tokens for {@code /api}. */
    public String apiAudience() {
        return publicUrl.resolve("/api").toString();
    }

    /** Issues a token. */
    public String issue(Claims claims) {
        Instant now = clock.instant();
        ObjectNode header = Json.object()
                .put("typ", TYPE)
                .put("kid", keys.publicKey(KeyUse.TOKEN).keyId().orElseThrow());
        ObjectNode payload = Json.object()
                .put("iss", publicUrl.uri().toString())
                .put("sub", claims.subject())
                .put("client_id", claims.clientId())
                .put("aud", claims.audience())
                .put("scope", String.join(" ", new TreeSet<>(claims.scopes())))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(claims.lifetime()).getEpochSecond())
                .put("jti", random.token());
        payload.setAll(claims.more());
        return Jws.sign(header, Json.print(payload), keys.signer(KeyUse.TOKEN)).compact();
    }

    /**
     * Verifies a token (RFC 9068 section 4).
     *
     * @param audience who accepts it; a token for another resource is rejected
     * @param certificate with which the request came; a token that is bound to another is rejected (RFC 8705 section 3)
     */
    public Verification<AccessToken> verify(String token, String audience, Optional<ClientCertificate> certificate) {
        try {
            Jws jws = Jws.parse(token);
            // RFC 9068 4: the type, so that no other JWT of ours passes for an access token.
            if (!jws.type().filter(TYPE::equals).isPresent()) {
                return Verification.rejected(RejectionReason.WRONG_TYPE, "RFC 9068 4: typ (expected: at+jwt)");
            }
            Optional<PublicJwk> key = keys.publicKeys(KeyUse.TOKEN).stream()
                    .filter(known -> known.keyId().equals(jws.keyId()))
                    .findFirst();
            if (key.isEmpty()) {
                return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "RFC 9068 4: kid is none of ours");
            }
            return jws.verify(key.get().toPublicKey(), Set.of(SignatureAlgorithm.ES256))
                    .then(claims -> judge(claims, audience))
                    .then(judged -> isBoundTo(judged.claims(), certificate)
                            ? Verification.verified(judged)
                            : Verification.rejected(
                                    RejectionReason.HOLDER_BINDING_INVALID,
                                    "RFC 8705 3: the token is bound to another certificate"));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Verification<AccessToken> judge(ObjectNode claims, String audience) {
        if (!text(claims, "iss").equals(publicUrl.uri().toString())) {
            return Verification.rejected(RejectionReason.ISSUER_NOT_TRUSTED, "RFC 9068 4: iss is not us");
        }
        if (!text(claims, "aud").equals(audience)) {
            return Verification.rejected(RejectionReason.WRONG_AUDIENCE, "RFC 9068 4: aud is another resource");
        }
        // "Expires at t" means refused at t.
        Instant expiresAt = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (!clock.instant().isBefore(expiresAt)) {
            return Verification.rejected(RejectionReason.EXPIRED, "RFC 9068 4: exp has passed");
        }
        Set<String> scopes = Arrays.stream(text(claims, "scope").split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return Verification.verified(
                new AccessToken(text(claims, "sub"), text(claims, "client_id"), scopes, expiresAt, claims));
    }

    private boolean isBoundTo(ObjectNode claims, Optional<ClientCertificate> certificate) {
        JsonNode confirmation = claims.path(BindTokens.CONFIRMATION);
        if (confirmation.isMissingNode()) {
            return true;
        }
        // A confirmation of another kind is one that we cannot check.
        String bound = confirmation.path(BindTokens.THUMBPRINT).asText("");
        return certificate
                .filter(shown -> shown.isValidAt(clock.instant()))
                .filter(shown -> MessageDigest.isEqual(
                        shown.thumbprint().getBytes(StandardCharsets.US_ASCII), bound.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static String text(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        return value.isTextual() ? value.textValue() : "";
    }
}
