package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.dcql.DcqlEvaluation;
import dev.countersign.protocol.dcql.Matches;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.ClientIdPrefix;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.OpenId4Vp;
import dev.countersign.protocol.openid4vp.RequestObject;
import dev.countersign.protocol.openid4vp.RequestObjectVerifier;
import dev.countersign.protocol.openid4vp.RequestUriMethod;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.openid4vp.WalletNonce;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fetches a request, verifies who asks, and prepares what the Holder is shown. Discloses nothing. */
final class OpenRequest {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Transport transport;
    private final VerifierTrust trust;
    private final RequestObjectVerifier verifier;
    private final Holdings holdings;

    /** What could answer, and when it is. */
    record Holdings(CredentialStore credentials, Clock clock) {}

    OpenRequest(Transport transport, VerifierTrust trust, RequestObjectVerifier verifier, Holdings holdings) {
        this.transport = transport;
        this.trust = trust;
        this.verifier = verifier;
        this.holdings = holdings;
    }

    Opened open(URI link) {
        try {
            WalletInvocation invocation = WalletInvocation.parse(link.toString());
            Optional<Organisation> known = trust.find(ClientId.parse(clientId(invocation)));
            if (!known.isPresent()) {
                return new Opened.Stranger();
            }
            return verify(invocation)
                    .fold(
                            yes -> prompt(yes.value(), known.get()),
                            no -> new Opened.Refused(no.reason(), no.detail()),
                            later -> new Opened.Undecided(later.retryAfter()));
        } catch (MalformedInputException e) {
            return new Opened.Refused(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Opened.Undecided(RETRY);
        }
    }

    private static String clientId(WalletInvocation invocation) {
        if (invocation instanceof WalletInvocation.ByReference reference) {
            return reference.clientId();
        }
        return invocation instanceof WalletInvocation.ByValue value
                ? value.clientId()
                : ((WalletInvocation.Unsigned) invocation).request().clientId().toString();
    }

    private Verification<AuthorizationRequest> verify(WalletInvocation invocation) throws IOException {
        if (invocation instanceof WalletInvocation.ByValue value) {
            return verifier.verify(value);
        }
        if (invocation instanceof WalletInvocation.Unsigned unsigned) {
            return verifier.verify(unsigned);
        }
        return fetch((WalletInvocation.ByReference) invocation);
    }

    /** OpenID4VP 5.10: by POST with a nonce of ours, so that what we get was made for this very fetch. */
    private Verification<AuthorizationRequest> fetch(WalletInvocation.ByReference reference) throws IOException {
        Optional<WalletNonce> nonce = reference.method() == RequestUriMethod.POST
                ? Optional.of(WalletNonce.parse(NewIds.random()))
                : Optional.empty();
        Request request = nonce.map(sent -> Request.form(
                        reference.requestUri(),
                        new FormParameters(Map.of(OpenId4Vp.WALLET_NONCE, sent.value())).print()))
                .orElseGet(() -> Request.of(Request.Method.GET, reference.requestUri()))
                .with("Accept", RequestObject.MEDIA_TYPE);
        Reply reply = transport.send(request);
        if (reply.status() / 100 == 5 || reply.status() == 429) {
            return Verification.undecided(Dependency.TRUST_REGISTRY, RETRY);
        }
        if (reply.status() != 200) {
            return Verification.rejected(
                    RejectionReason.EXPIRED, "request_uri: status " + reply.status() + " (expected: 200)");
        }
        return verifier.verify(
                reference,
                nonce,
                new RequestObjectVerifier.Fetched(reply.header("content-type").orElse(""), reply.text()));
    }

    private Opened prompt(AuthorizationRequest request, Organisation requester) {
        Instant now = holdings.clock().instant();
        ArrayNode entries = Json.object().putArray("verifier_info");
        entries.addAll(request.verifierInfo());
        Optional<ConsentContext> found = ConsentContext.find(entries);
        if (!found.isPresent()) {
            // Gap: requests without the product's consent context cannot be shown in a conversation, so they are
            // refused.
            return new Opened.Refused(RejectionReason.CLIENT_INVALID, "verifier_info (expected: countersign_consent)");
        }
        ConsentContext context = found.get();
        if (!now.isBefore(context.expiresAt())) {
            return new Opened.Refused(RejectionReason.EXPIRED, "expires_at");
        }
        String verifierId = request.clientId().toString();
        List<StoredCredential> usable = holdings.credentials().all().stream()
                .filter(credential -> !credential.isExpired(now))
                // With no copy left that this Verifier alone would see, showing one would let two Verifiers link us.
                .filter(credential -> credential.copyFor(verifierId).isPresent())
                .collect(Collectors.toList());
        Matches matches = DcqlEvaluation.evaluate(request.query(), usable);
        if (!(matches instanceof Matches.Satisfiable satisfiable)) {
            return new Opened.NothingHeld(requester, found);
        }
        PreparedAnswer prepared = PreparedAnswer.of(request.query(), satisfiable, context.optionalClaims());
        // From now on by the name that the request was verified under.
        Organisation named = request.clientId().prefix() == ClientIdPrefix.DECENTRALIZED_IDENTIFIER
                ? requester.by(request.clientId().original())
                : requester;
        return new Opened.Prompt(new ConsentPrompt(request, named, context, prepared));
    }
}
