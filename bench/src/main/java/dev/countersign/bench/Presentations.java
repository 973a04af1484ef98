package dev.countersign.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.ClientMetadata;
import dev.countersign.protocol.openid4vp.PresentationVerifier;
import dev.countersign.protocol.openid4vp.ResponseMode;
import dev.countersign.protocol.openid4vp.ResponseUri;
import dev.countersign.protocol.openid4vp.VpToken;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.statuslist.StatusList;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.statuslist.VerifiedStatusListToken;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Many holders, each with a credential of ten claims, of whom each answered a request of its own with three of them.
 * Nothing repeats but the issuer's key and the status list.
 */
final class Presentations {
    /** A request and the answer to it. */
    record Exchange(AuthorizationRequest asked, VpToken answer, SdJwt presented, KeyPair holder) {}

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String VCT = "https://bank.example/types/customer";
    private static final URI STATUS_LIST = URI.create("https://bank.example/status_lists/1");
    private static final int STATUS_ENTRIES = 1 << 17;
    private static final List<String> NAMES = List.of(
            "given_name",
            "family_name",
            "birthdate",
            "email",
            "phone_number",
            "address",
            "nationality",
            "customer_number",
            "account_reference",
            "customer_since");
    private static final List<String> ASKED = List.of("given_name", "family_name", "account_reference");

    private final KeyPair issuer = Keys.generate(SignatureAlgorithm.ES256);
    private final RandomSource random = RandomSource.secure();

    List<Exchange> exchanges(int count) {
        List<Exchange> exchanges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            exchanges.add(exchange(i));
        }
        return exchanges;
    }

    KeyPair issuer() {
        return issuer;
    }

    PresentationVerifier verifier() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        IssuerKeys keys = query -> new IssuerKeys.Found(issuer.getPublic());
        StatusLists.Found cached = new StatusLists.Found(statusList());
        return new PresentationVerifier(new SdJwtVerifier(keys, clock, Duration.ofSeconds(30)), list -> cached);
    }

    private VerifiedStatusListToken statusList() {
        String token = StatusListToken.issue(
                new StatusListToken.Terms(STATUS_LIST, NOW, NOW.plusSeconds(3_600), Duration.ofMinutes(5)),
                StatusList.of(2, STATUS_ENTRIES),
                JwsSigner.of(issuer),
                "status-1");
        return StatusListToken.parse(token)
                .verify(issuer.getPublic(), STATUS_LIST, NOW)
                .fold(
                        Verification.Verified::value,
                        rejected -> {
                            throw new IllegalStateException(rejected.detail());
                        },
                        undecided -> {
                            throw new IllegalStateException();
                        });
    }

    private Exchange exchange(int number) {
        KeyPair holder = Keys.generate(SignatureAlgorithm.ES256);
        AuthorizationRequest asked = request();
        KeyBindingInput binding =
                new KeyBindingInput(JwsSigner.of(holder), asked.audience(), asked.nonce(), NOW, Json.object());
        SdJwt presented = SdJwtPresenter.present(
                credential(holder, number),
                Set.of(ClaimPath.of(ASKED.get(0)), ClaimPath.of(ASKED.get(1)), ClaimPath.of(ASKED.get(2))),
                binding);
        VpToken answer = new VpToken(Map.of("customer", List.of(presented.compact())));
        return new Exchange(asked, answer, presented, holder);
    }

    private SdJwt credential(KeyPair holder, int number) {
        ObjectNode claims = Json.object().put("iss", "https://bank.example").put("vct", VCT);
        claims.put("iat", NOW.getEpochSecond() - 60).put("exp", NOW.getEpochSecond() + 86_400);
        claims.putObject("cnf").set("jwk", PublicJwk.of(holder.getPublic()).toJson());
        claims.putObject("status").putObject("status_list").put("idx", number).put("uri", STATUS_LIST.toString());
        ClaimPath[] hidden = new ClaimPath[NAMES.size()];
        for (int i = 0; i < hidden.length; i++) {
            claims.put(NAMES.get(i), "value of claim " + i + " of holder " + number);
            hidden[i] = ClaimPath.of(NAMES.get(i));
        }
        return new SdJwtIssuer(JwsSigner.of(issuer), "issuer-1", random).issue(claims, DisclosureFrame.of(hidden));
    }

    private AuthorizationRequest request() {
        ObjectNode query = Json.object();
        ObjectNode credential = query.putArray("credentials").addObject();
        credential.put("id", "customer").put("format", "dc+sd-jwt");
        credential.putObject("meta").putArray("vct_values").add(VCT);
        ASKED.forEach(name ->
                credential.withArray("claims").addObject().putArray("path").add(name));
        return new AuthorizationRequest(
                ClientId.parse("decentralized_identifier:did:web:bank.example"),
                ResponseMode.DIRECT_POST,
                ResponseUri.parse("https://bank.example/openid4vp/responses/1"),
                Nonce.random(random),
                Optional.empty(),
                DcqlQuery.parse(query),
                List.of(),
                ClientMetadata.unencrypted(),
                List.of());
    }
}
