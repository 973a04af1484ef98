package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** An issuer, a holder with one credential, and a verifier at a fixed time. */
final class Actors {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final Audience VERIFIER = Audience.parse("decentralized_identifier:did:web:bank.example");
    static final Nonce NONCE = Nonce.parse("n-0S6_WzA2Mj");
    static final Duration MAX_AGE = Duration.ofMinutes(5);
    static final Duration MAX_SKEW = Duration.ofSeconds(30);
    static final KeyBinding REQUIRED = new KeyBinding.Required(VERIFIER, NONCE, MAX_AGE);
    static final String VCT = "https://bank.example/types/customer";
    static final ClaimPath GIVEN_NAME = ClaimPath.of("given_name");
    static final ClaimPath ADDRESS = ClaimPath.of("address");
    static final ClaimPath STREET = ClaimPath.of("address", "street");
    static final ClaimPath NATIONALITIES = ClaimPath.of("nationalities", null);
    static final DisclosureFrame FRAME = DisclosureFrame.of(
                    GIVEN_NAME, ClaimPath.of("email"), ADDRESS, STREET, NATIONALITIES)
            .withDecoys(2);

    final KeyPair issuer;
    final KeyPair holder;
    final SdJwt credential;

    Actors(SignatureAlgorithm algorithm) {
        issuer = Keys.generate(algorithm);
        holder = Keys.generate(algorithm);
        credential = issuer().issue(claims(), FRAME);
    }

    SdJwtIssuer issuer() {
        return new SdJwtIssuer(JwsSigner.of(issuer), "issuer-1", RandomSource.secure());
    }

    /** Alice Example is nobody. */
    ObjectNode claims() {
        ObjectNode claims = Json.object();
        claims.put("iss", "https://bank.example").put("vct", VCT);
        claims.put("iat", NOW.minusSeconds(3_600).getEpochSecond());
        claims.put("exp", NOW.plusSeconds(86_400).getEpochSecond());
        claims.putObject("cnf").set("jwk", PublicJwk.of(holder.getPublic()).toJson());
        claims.put("given_name", "Alice").put("email", "alice@example.org");
        claims.putObject("address").put("street", "Example Street 1").put("country", "DE");
        claims.putArray("nationalities").add("DE").add("FR").add("IE");
        claims.putObject("status").putObject("status_list").put("idx", 7).put("uri", "https://bank.example/status/1");
        return claims;
    }

    SdJwt presents(ClaimPath... disclosed) {
        return SdJwtPresenter.present(credential, Set.of(disclosed), binding(Json.object()));
    }

    KeyBindingInput binding(ObjectNode extraClaims) {
        return new KeyBindingInput(JwsSigner.of(holder), VERIFIER, NONCE, NOW, extraClaims);
    }

    SdJwtVerifier verifier() {
        return verifierAt(NOW);
    }

    SdJwtVerifier verifierAt(Instant now) {
        return new SdJwtVerifier(
                query -> query.issuer().filter("https://bank.example"::equals).isPresent()
                        ? new IssuerKeys.Found(issuer.getPublic())
                        : new IssuerKeys.Untrusted(),
                Clock.fixed(now, ZoneOffset.UTC),
                MAX_SKEW);
    }
}
