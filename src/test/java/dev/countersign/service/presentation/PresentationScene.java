package dev.countersign.service.presentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.CredentialQuery;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.openid4vp.DirectPost;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.RequestObjectVerifier;
import dev.countersign.protocol.openid4vp.RequestPolicy;
import dev.countersign.protocol.openid4vp.VpToken;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.openid4vp.WalletNonce;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.trust.OrganisationDid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The bank, and Alice with a wallet that speaks OpenID4VP. */
@ApplicationScoped
public class PresentationScene {
    static final String VCT = "https://bank.example/customer";
    static final ClaimPath GIVEN_NAME = ClaimPath.of("given_name");
    static final ClaimPath BIRTHDATE = ClaimPath.of("birthdate");
    static final KeyPair ALICE = Keys.generate(SignatureAlgorithm.ES256);
    static final KeyPair MALLORY = Keys.generate(SignatureAlgorithm.ES256);

    private static final AtomicInteger CALLS = new AtomicInteger();

    private final StartPresentation startPresentation;
    private final NotingRecipient recipient;
    private final OrganisationKeys keys;
    private final OrganisationDid did;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();

    PresentationScene(
            StartPresentation startPresentation,
            NotingRecipient recipient,
            OrganisationKeys keys,
            OrganisationDid did,
            PublicUrl publicUrl,
            Clock clock) {
        this.startPresentation = startPresentation;
        this.recipient = recipient;
        this.keys = keys;
        this.did = did;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** A request that waits for its answer. */
    record Call(String reference, StartedPresentation started) {
        WalletInvocation invocation() {
            return WalletInvocation.parse(started.walletUri().toString());
        }

        URI requestUri() {
            return ((WalletInvocation.ByReference) invocation()).requestUri();
        }
    }

    /** What the service said. */
    record Reply(int status, ObjectNode body, Map<String, List<String>> headers) {
        String error() {
            return body.path("error").asText();
        }
    }

    Call asks(WalletProfile profile) {
        return asks(profile, clock.instant().plusSeconds(120));
    }

    Call asks(WalletProfile profile, Instant expiresAt) {
        String reference = "call-" + CALLS.incrementAndGet();
        DcqlQuery query = DcqlQuery.of(CredentialQuery.sdJwtVc("customer", VCT, List.of(GIVEN_NAME)));
        var wanted = new PresentationRequest(
                NotingRecipient.NAME,
                reference,
                query,
                profile,
                expiresAt,
                Optional.of(Json.object().put("challenge", reference)),
                List.of());
        return new Call(reference, QuarkusTransaction.requiringNew().call(() -> startPresentation.start(wanted)));
    }

    NotingRecipient recipient() {
        return recipient;
    }

    /** Fetches and verifies the request as a wallet does. */
    AuthorizationRequest opens(Call call) {
        var outcome = judges(call);
        return ((Verification.Verified<AuthorizationRequest>) outcome).value();
    }

    Verification<AuthorizationRequest> judges(Call call) {
        if (call.invocation() instanceof WalletInvocation.Unsigned unsigned) {
            return verifier(RequestPolicy.strict()).verify(unsigned);
        }
        var link = (WalletInvocation.ByReference) call.invocation();
        WalletNonce nonce = WalletNonce.parse("wallet-nonce-" + call.reference());
        HttpResponse<String> reply =
                send(post(link.requestUri(), new FormParameters(Map.of("wallet_nonce", nonce.value()))));
        String type = reply.headers().firstValue("content-type").orElse("");
        RequestPolicy policy = link.clientId().startsWith("x509_hash") ? RequestPolicy.haip() : RequestPolicy.strict();
        return verifier(policy).verify(link, Optional.of(nonce), new RequestObjectVerifier.Fetched(type, reply.body()));
    }

    private RequestObjectVerifier verifier(RequestPolicy policy) {
        Set<TrustAnchor> anchors = new HashSet<>();
        keys.developmentAnchor().ifPresent(anchor -> anchors.add(new TrustAnchor(anchor, null)));
        return new RequestObjectVerifier(
                url -> url.equals(did.keyName(KeyUse.VERIFIER).toString())
                        ? Verification.verified(keys.publicKey(KeyUse.VERIFIER).toPublicKey())
                        : Verification.rejected(RejectionReason.CLIENT_INVALID, "no such key"),
                anchors,
                clock,
                policy.allowingLoopbackHttp());
    }

    ObjectNode claims() {
        Instant now = clock.instant();
        ObjectNode claims = Json.object()
                .put("iss", publicUrl.uri().toString())
                .put("vct", VCT)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 3_600)
                .put("given_name", "Alice")
                .put("birthdate", "1990-01-01");
        claims.putObject("cnf").set("jwk", PublicJwk.of(ALICE.getPublic()).toJson());
        return claims;
    }

    SdJwt credential(ObjectNode claims) {
        PublicJwk issuer = keys.publicKey(KeyUse.ISSUER);
        return new SdJwtIssuer(keys.signer(KeyUse.ISSUER), issuer.keyId().orElseThrow(), RandomSource.secure())
                .issue(claims, DisclosureFrame.of(GIVEN_NAME, BIRTHDATE));
    }

    AuthorizationResponse.Presented presents(AuthorizationRequest asked, SdJwt credential, ClaimPath... disclosed) {
        return presents(asked, credential, ALICE, disclosed);
    }

    AuthorizationResponse.Presented presents(
            AuthorizationRequest asked, SdJwt credential, KeyPair holder, ClaimPath... disclosed) {
        var binding = new KeyBindingInput(
                JwsSigner.of(holder), asked.audience(), asked.nonce(), clock.instant(), Json.object());
        String presentation =
                SdJwtPresenter.present(credential, Set.of(disclosed), binding).compact();
        return new AuthorizationResponse.Presented(
                asked.state(), new VpToken(Map.of("customer", List.of(presentation))));
    }

    /** Alice's usual answer. */
    AuthorizationResponse.Presented answer(AuthorizationRequest asked) {
        return presents(asked, credential(claims()), GIVEN_NAME);
    }

    Reply posts(AuthorizationRequest asked, AuthorizationResponse response) {
        return posts(asked, DirectPost.form(asked, response));
    }

    Reply posts(AuthorizationRequest asked, FormParameters form) {
        return reply(send(post(asked.responseUri().uri(), form)));
    }

    Reply sends(HttpRequest request) {
        return reply(send(request));
    }

    Jws fetches(Call call) {
        return Jws.parse(send(HttpRequest.newBuilder(call.requestUri()).build()).body());
    }

    private static HttpRequest post(URI uri, FormParameters form) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", FormParameters.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(form.print()))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        ObjectNode body = response.body().startsWith("{") ? (ObjectNode) Json.parse(response.body()) : Json.object();
        return new Reply(response.statusCode(), body, response.headers().map());
    }
}
