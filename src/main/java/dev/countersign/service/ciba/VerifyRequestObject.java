package dev.countersign.service.ciba;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.MachineClients;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies a signed authentication request (OpenID CIBA Core 1.0 section 7.1.1), which is accepted once. */
@ApplicationScoped
class VerifyRequestObject {
    /** FAPI 1.0 part 2, 5.2.2-13 and -17: as long as it lives, and as old as it may be. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(60);

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int MAX_JTI_CHARS = 200;
    private static final String CLIENT_ID = "client_id";
    private static final Set<String> OF_THE_JWT = Set.of(
            JWTClaimNames.ISSUER,
            JWTClaimNames.AUDIENCE,
            JWTClaimNames.EXPIRATION_TIME,
            JWTClaimNames.ISSUED_AT,
            JWTClaimNames.NOT_BEFORE,
            JWTClaimNames.JWT_ID,
            JWTClaimNames.SUBJECT,
            CLIENT_ID);
    private static final Set<JOSEObjectType> TYPES =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("oauth-authz-req+jwt"));

    private final MachineClients machineClients;
    private final PublicUrl publicUrl;
    private final Clock clock;

    VerifyRequestObject(MachineClients machineClients, PublicUrl publicUrl, Clock clock) {
        this.machineClients = machineClients;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Returns the parameters that it holds, as they would stand in a form.
     *
     * @throws OAuthProblem {@code invalid_request}
     */
    Map<String, String> verify(SignedJWT request, CibaClient client, MachineClient machine) {
        checkHeader(request, client);
        ClientKeySet keys = machine.keys().orElseThrow(() -> refused("the client has no keys"));
        if (!signed(request, keys)) {
            throw refused("the signature is not of a key of this client");
        }
        JWTClaimsSet claims = claims(request);
        checkParties(claims, client);
        checkTimes(claims);
        checkUse(claims, client);
        return parameters(claims);
    }

    private static void checkHeader(SignedJWT request, CibaClient client) {
        JWSAlgorithm algorithm = request.getHeader().getAlgorithm();
        boolean accepted =
                client.requestSigning().map(algorithm::equals).orElse(ClientKeySet.ALGORITHMS.contains(algorithm));
        if (!accepted || (client.fapi() && FapiRules.refuses(algorithm))) {
            throw refused("alg (expected: the one registered; ES256 or PS256)");
        }
        // A JWT that says it is something else, an assertion or a token, does not pass for a request.
        JOSEObjectType type = request.getHeader().getType();
        if (type != null && !TYPES.contains(type)) {
            throw refused("typ (expected: oauth-authz-req+jwt, JWT or none)");
        }
    }

    private static boolean signed(SignedJWT request, ClientKeySet keys) {
        DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
        for (PublicKey key : keys.forSignature(request.getHeader())) {
            try {
                if (request.verify(verifiers.createJWSVerifier(request.getHeader(), key))) {
                    return true;
                }
            } catch (JOSEException e) {
                // A key for another algorithm: not this one.
            }
        }
        return false;
    }

    private static JWTClaimsSet claims(SignedJWT request) {
        try {
            return request.getJWTClaimsSet();
        } catch (ParseException e) {
            throw refused("the payload is no set of claims");
        }
    }

    private void checkParties(JWTClaimsSet claims, CibaClient client) {
        if (!client.clientId().equals(claims.getIssuer())) {
            throw refused("iss (expected: the client_id)");
        }
        // RFC 9101 5 and 10.8: it speaks of nobody else, and it cannot be used as this client's assertion (RFC 7523 3).
        Object named = claims.getClaim(CLIENT_ID);
        if (named != null && !client.clientId().equals(named)) {
            throw refused("client_id (expected: the client itself, or none)");
        }
        if (client.clientId().equals(claims.getSubject())) {
            throw refused("sub (expected: none, it would be a client assertion too)");
        }
        List<String> audience = claims.getAudience();
        if (!audience.contains(publicUrl.uri().toString())) {
            throw refused("aud (expected: our issuer identifier)");
        }
    }

    private void checkTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant expires = instant(claims.getExpirationTime(), "exp");
        Instant notBefore = instant(claims.getNotBeforeTime(), "nbf");
        Instant issued = instant(claims.getIssueTime(), "iat");
        // "Expires at t" means refused at t.
        if (!now.isBefore(expires)) {
            throw refused("exp has passed");
        }
        if (notBefore.isAfter(now.plus(SKEW)) || notBefore.isBefore(now.minus(LONGEST_LIFE))) {
            throw refused("nbf (expected: not in the future, not more than 60 minutes ago)");
        }
        if (expires.isAfter(notBefore.plus(LONGEST_LIFE))) {
            throw refused("exp (expected: at most 60 minutes after nbf)");
        }
        if (issued.isAfter(now.plus(SKEW))) {
            throw refused("iat (expected: not in the future)");
        }
    }

    private void checkUse(JWTClaimsSet claims, CibaClient client) {
        String jti = claims.getJWTID();
        if (jti == null || jti.isBlank() || jti.length() > MAX_JTI_CHARS) {
            throw refused("jti (expected: 1 to " + MAX_JTI_CHARS + " characters)");
        }
        Instant expires = claims.getExpirationTime().toInstant();
        // A name of its own: the assertion beside it may have the same jti.
        if (!machineClients.use(client.clientId(), "ciba-request:" + jti, expires)) {
            throw refused("jti was used before");
        }
    }

    private static Map<String, String> parameters(JWTClaimsSet claims) {
        Map<String, String> parameters = new LinkedHashMap<>();
        claims.getClaims().forEach((name, value) -> {
            if (!OF_THE_JWT.contains(name) && value != null) {
                parameters.put(name, text(value));
            }
        });
        if (parameters.containsKey("request") || parameters.containsKey("request_uri")) {
            throw refused("it holds another request");
        }
        return parameters;
    }

    private static String text(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return Objects.toString(value);
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> members.put(String.valueOf(name), member));
            return JSONObjectUtils.toJSONString(members);
        }
        if (value instanceof List<?> list) {
            String wrapped = JSONObjectUtils.toJSONString(Map.of("a", list));
            return wrapped.substring(wrapped.indexOf('['), wrapped.lastIndexOf(']') + 1);
        }
        throw refused("a claim is not what it should be");
    }

    private static Instant instant(@Nullable Date date, String claim) {
        if (date == null) {
            throw refused(claim + " is missing");
        }
        return date.toInstant();
    }

    private static OAuthProblem refused(String why) {
        return CibaErrors.invalidRequest("CIBA 7.1.1: " + why);
    }
}
