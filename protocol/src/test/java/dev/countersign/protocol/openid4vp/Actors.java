package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import dev.countersign.protocol.transaction.TransactionData;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bank that asks, an issuer that it trusts, Alice with her wallet, and Mallory. */
final class Actors {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String VCT = "https://bank.example/customer";
    static final ClientId BANK = ClientId.parse("decentralized_identifier:did:web:bank.example");
    static final ResponseUri ANSWERS = ResponseUri.parse("https://bank.example/openid4vp/responses/1");
    static final KeyPair ISSUER = Keys.generate(SignatureAlgorithm.ES256);
    static final KeyPair BANK_KEY = Keys.generate(SignatureAlgorithm.ES256);
    static final KeyPair ALICE = Keys.generate(SignatureAlgorithm.ES256);
    static final KeyPair MALLORY = Keys.generate(SignatureAlgorithm.ES256);
    static final EphemeralEncryptionKey ENCRYPTION = EphemeralEncryptionKey.generate();

    private Actors() {}

    static DcqlQuery query(String json) {
        return DcqlQuery.parse(Json.parse(json));
    }

    static DcqlQuery nameQuery() {
        return query("""
                {"credentials":[{"id":"customer","format":"dc+sd-jwt","meta":{"vct_values":["%s"]},
                 "claims":[{"path":["given_name"]}]}]}""".formatted(VCT));
    }

    static AuthorizationRequest asks(DcqlQuery query, TransactionData... transactions) {
        return new AuthorizationRequest(
                BANK,
                ResponseMode.DIRECT_POST_JWT,
                ANSWERS,
                Nonce.random(RandomSource.secure()),
                Optional.of(State.parse("s-1")),
                query,
                List.of(transactions),
                ClientMetadata.encryptedTo(ENCRYPTION.publicJwk()),
                List.of());
    }

    static ObjectNode aliceClaims() {
        ObjectNode claims = Json.object()
                .put("iss", "https://bank.example")
                .put("vct", VCT)
                .put("iat", NOW.getEpochSecond() - 60)
                .put("exp", NOW.getEpochSecond() + 3_600)
                .put("given_name", "Alice")
                .put("family_name", "Example")
                .put("birthdate", "1990-01-01");
        claims.putObject("cnf").set("jwk", PublicJwk.of(ALICE.getPublic()).toJson());
        return claims;
    }

    static SdJwt issues(ObjectNode claims) {
        return new SdJwtIssuer(JwsSigner.of(ISSUER), "issuer-1", RandomSource.secure())
                .issue(
                        claims,
                        DisclosureFrame.of(
                                ClaimPath.of("given_name"), ClaimPath.of("family_name"), ClaimPath.of("birthdate")));
    }

    static KeyBindingInput binding(AuthorizationRequest asked) {
        return new KeyBindingInput(JwsSigner.of(ALICE), asked.audience(), asked.nonce(), NOW, Json.object());
    }

    static String presents(SdJwt credential, KeyBindingInput binding, ClaimPath... disclosed) {
        return SdJwtPresenter.present(credential, Set.of(disclosed), binding).compact();
    }

    static VpToken answer(String id, String... presentations) {
        return new VpToken(Map.of(id, List.of(presentations)));
    }
}
