package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads who is meant (OpenID CIBA Core 1.0 section 7.1).
 *
 * <p>{@code login_hint} is a customer number or a telephone number. {@code login_hint_token} is a JWT that the client signed,
 * with {@code iss}, {@code aud}, {@code exp} and a {@code sub_id} (RFC 9493): a {@code phone_number}, or an {@code opaque} id,
 * which is the customer number. {@code id_token_hint} is an ID token of ours for this client, however old.
 */
@ApplicationScoped
class ReadHint {
    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ReadHint(OrganisationKeys keys, PublicUrl publicUrl, Clock clock) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    Hint read(CIBARequest request, MachineClient client) {
        return switch (request.getHintType()) {
            case LOGIN_HINT -> loginHint(request.getLoginHint());
            case LOGIN_HINT_TOKEN -> loginHintToken(request.getLoginHintToken().getValue(), client);
            case ID_TOKEN_HINT -> idToken(request.getIDTokenHint().serialize(), client);
        };
    }

    private static Hint loginHint(String hint) {
        try {
            return hint.startsWith("+")
                    ? new Hint.Phone(PhoneNumber.parse(hint))
                    : new Hint.OwnNumber(CustomerNumber.parse(hint));
        } catch (MalformedInputException e) {
            return new Hint.Nobody();
        }
    }

    private Hint loginHintToken(String token, MachineClient client) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JOSEObjectType type = jwt.getHeader().getType();
            boolean plain = type == null || JOSEObjectType.JWT.equals(type);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!plain
                    || !signed(jwt, client)
                    || !client.id().equals(claims.getIssuer())
                    || !claims.getAudience().contains(publicUrl.uri().toString())) {
                throw CibaErrors.invalidRequest(
                        "login_hint_token (expected: a JWT signed by the client, with its iss and our aud)");
            }
            checkExpiry(claims.getExpirationTime());
            return subjectIdentifier(claims.getJSONObjectClaim("sub_id"));
        } catch (ParseException e) {
            throw CibaErrors.invalidRequest("login_hint_token (expected: a signed JWT)");
        }
    }

    private void checkExpiry(@Nullable Date expires) {
        if (expires == null) {
            throw CibaErrors.invalidRequest("login_hint_token: exp is missing");
        }
        if (!clock.instant().isBefore(expires.toInstant())) {
            throw CibaErrors.expiredLoginHintToken();
        }
    }

    private static boolean signed(SignedJWT jwt, MachineClient client) {
        DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
        for (PublicKey key :
                client.keys().map(set -> set.forSignature(jwt.getHeader())).orElse(List.of())) {
            try {
                if (jwt.verify(verifiers.createJWSVerifier(jwt.getHeader(), key))) {
                    return true;
                }
            } catch (JOSEException e) {
                // A key for another algorithm: not this one.
            }
        }
        return false;
    }

    /** RFC 9493 sections 3.2.4 and 3.2.5. */
    private static Hint subjectIdentifier(@Nullable Map<String, Object> subject) {
        if (subject == null) {
            throw CibaErrors.invalidRequest("login_hint_token: sub_id is missing (RFC 9493)");
        }
        if ("phone_number".equals(subject.get("format")) && subject.get("phone_number") instanceof String phone) {
            return loginHint(phone.startsWith("+") ? phone : "");
        }
        if ("opaque".equals(subject.get("format")) && subject.get("id") instanceof String id) {
            return loginHint(id);
        }
        throw CibaErrors.invalidRequest("login_hint_token: sub_id (expected: format phone_number or opaque)");
    }

    private Hint idToken(String token, MachineClient client) {
        try {
            Jws jws = Jws.parse(token);
            boolean plain = jws.type().map("JWT"::equals).orElse(true);
            Verification<ObjectNode> verified = keys.publicKeys(KeyUse.TOKEN).stream()
                    .filter(key -> plain && key.keyId().equals(jws.keyId()))
                    .findFirst()
                    .map(key -> jws.verify(key.toPublicKey(), Set.of(SignatureAlgorithm.ES256)))
                    .orElseThrow(ReadHint::notOurs);
            return verified.fold(
                    good -> subject(good.value(), client),
                    rejected -> {
                        throw notOurs();
                    },
                    undecided -> {
                        throw notOurs();
                    });
        } catch (MalformedInputException e) {
            throw notOurs();
        }
    }

    private Hint subject(ObjectNode claims, MachineClient client) {
        // OpenID Connect Core 1.0 3.1.2.1: it may have expired; it must have been this client's.
        // One audience is written as a text or as an array of one.
        JsonNode audience = claims.path("aud");
        String only =
                audience.isArray() && audience.size() == 1 ? audience.path(0).asText() : audience.asText();
        if (!claims.path("iss").asText().equals(publicUrl.uri().toString())
                || !only.equals(client.id())
                || !claims.path("sub").isTextual()) {
            throw notOurs();
        }
        return new Hint.Subject(claims.path("sub").textValue());
    }

    private static OAuthProblem notOurs() {
        return CibaErrors.invalidRequest("id_token_hint (expected: an ID token that we issued to this client)");
    }
}
