package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.CredentialQuery;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.transaction.TransactionData;
import dev.countersign.protocol.transaction.TransactionRequest;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The wallet's judgement of who asks (OpenID4VP 1.0 sections 5.8 to 5.10 and 14; RFC 9101; HAIP 1.0).
 *
 * <p>A verified request was made by whom its client identifier names, for this fetch, now. Whether to trust that party
 * is for the wallet's own list and the Holder.
 */
public final class RequestObjectVerifier {
    private static final Set<SignatureAlgorithm> ALGORITHMS = EnumSet.allOf(SignatureAlgorithm.class);

    /** How far a Verifier's clock may run ahead of ours. */
    private static final Duration MAX_SKEW = Duration.ofSeconds(60);

    private final DidKeys didKeys;
    private final Set<TrustAnchor> anchors;
    private final Clock clock;
    private final RequestPolicy policy;

    /**
     * Makes a verifier.
     *
     * @param didKeys for {@code decentralized_identifier}
     * @param anchors for {@code x509_san_dns} and {@code x509_hash}
     */
    public RequestObjectVerifier(DidKeys didKeys, Set<TrustAnchor> anchors, Clock clock, RequestPolicy policy) {
        this.didKeys = didKeys;
        this.anchors = Set.copyOf(anchors);
        this.clock = clock;
        this.policy = policy;
    }

    /**
     * A request object as it came from a {@code request_uri}.
     *
     * @param contentType the header of the HTTP answer
     * @param body untrusted
     */
    public record Fetched(String contentType, String body) {
        @Override
        public String toString() {
            return "Fetched[" + contentType + ", " + body.length() + " characters]";
        }
    }

    /**
     * Judges a request object that was fetched.
     *
     * @param sent the nonce that was sent along; must be there when the invocation says POST and a nonce was sent
     */
    public Verification<AuthorizationRequest> verify(
            WalletInvocation.ByReference invocation, Optional<WalletNonce> sent, Fetched fetched) {
        if (isTooPlain(invocation.requestUri())) {
            return clientInvalid("request_uri (expected: https)");
        }
        if (!mediaType(fetched.contentType()).equalsIgnoreCase(RequestObject.MEDIA_TYPE)) {
            return Verification.rejected(
                    RejectionReason.WRONG_TYPE, "5.10: content type (expected: " + RequestObject.MEDIA_TYPE + ")");
        }
        return judge(invocation.clientId(), sent, fetched.body());
    }

    /** Judges a request object that came by value. */
    public Verification<AuthorizationRequest> verify(WalletInvocation.ByValue invocation) {
        if (policy.profile() == RequestPolicy.Profile.HAIP) {
            return clientInvalid("HAIP 5.1: request by value (expected: request_uri)");
        }
        return judge(invocation.clientId(), Optional.empty(), invocation.requestObject());
    }

    /** Judges a request that nobody signed: only who answers to its own response URI may ask like that. */
    public Verification<AuthorizationRequest> verify(WalletInvocation.Unsigned invocation) {
        AuthorizationRequest request = invocation.request();
        if (policy.profile() == RequestPolicy.Profile.HAIP) {
            return clientInvalid("HAIP 5.1: an unsigned request");
        }
        if (request.clientId().prefix() != ClientIdPrefix.REDIRECT_URI) {
            return Verification.rejected(
                    RejectionReason.SIGNATURE_INVALID,
                    "5.9.3: an unsigned request for a prefix that needs a signature");
        }
        return acceptable(request);
    }

    private Verification<AuthorizationRequest> judge(String clientId, Optional<WalletNonce> sent, String compact) {
        try {
            Jws jws = Jws.parse(compact);
            if (!jws.type().filter(RequestObject.TYPE::equals).isPresent()) {
                return Verification.rejected(
                        RejectionReason.WRONG_TYPE, "5: typ (expected: " + RequestObject.TYPE + ")");
            }
            // RFC 9101 5: the identifiers outside and inside are the same, byte for byte.
            ObjectNode unverified = jws.claims();
            if (!unverified.path(OpenId4Vp.CLIENT_ID).asText("").equals(clientId)) {
                return clientInvalid("RFC 9101 5: client_id differs from the one outside");
            }
            return key(ClientId.parse(clientId), jws)
                    .then(key -> jws.verify(key, ALGORITHMS))
                    .then(claims -> claimsOf(claims, sent));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Section 5.9.3: the prefix alone says which key must have signed. Keys in client_metadata never do. */
    private Verification<PublicKey> key(ClientId clientId, Jws jws) {
        if (policy.profile() == RequestPolicy.Profile.HAIP && clientId.prefix() != ClientIdPrefix.X509_HASH) {
            return clientInvalid("HAIP 5: client_id prefix (expected: x509_hash)");
        }
        return switch (clientId.prefix()) {
            case DECENTRALIZED_IDENTIFIER -> didKey(clientId, jws);
            case X509_SAN_DNS, X509_HASH ->
                chain(jws)
                        .then(chain -> certificate(clientId, chain))
                        .then(leaf -> Verification.verified(leaf.getPublicKey()));
            case REDIRECT_URI -> clientInvalid("5.9.3: redirect_uri (expected: an unsigned request)");
            // Gap: attestations, federation and registration need authorities that no wallet of ours has.
            case VERIFIER_ATTESTATION, OPENID_FEDERATION, PRE_REGISTERED ->
                clientInvalid(
                        "5.9.3: client_id prefix (expected: decentralized_identifier, x509_san_dns or x509_hash)");
        };
    }

    private Verification<PublicKey> didKey(ClientId clientId, Jws jws) {
        // Without the fragment the key would be "any that fits"; with another DID, somebody else's.
        return jws.keyId()
                .filter(kid -> kid.startsWith(clientId.original() + "#"))
                .map(didKeys::find)
                .orElseGet(() -> clientInvalid("5.9.3: kid (expected: a verification method of the client's DID)"));
    }

    private Verification<CertificateChain> chain(Jws jws) {
        ObjectNode header = jws.header();
        if (!header.has("x5c")) {
            return Verification.rejected(RejectionReason.CERTIFICATE_INVALID, "5.9.3: x5c is missing");
        }
        CertificateChain chain = CertificateChain.parse(header.path("x5c"));
        if (policy.profile() == RequestPolicy.Profile.HAIP && holdsAnchor(chain)) {
            return Verification.rejected(
                    RejectionReason.CERTIFICATE_INVALID, "HAIP 4: x5c holds the trust anchor, or a self-signed leaf");
        }
        return Verification.verified(chain);
    }

    private boolean holdsAnchor(CertificateChain chain) {
        X509Certificate leaf = chain.leaf();
        boolean selfSigned = leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
        return selfSigned
                || chain.certificates().stream().anyMatch(certificate -> anchors.stream()
                        .anyMatch(anchor -> certificate.equals(anchor.getTrustedCert())));
    }

    private Verification<X509Certificate> certificate(ClientId clientId, CertificateChain chain) {
        boolean named = clientId.prefix() == ClientIdPrefix.X509_HASH
                ? chain.sha256Hash().equals(clientId.original())
                : chain.dnsNames().stream().anyMatch(clientId.original()::equalsIgnoreCase);
        if (!named) {
            return clientInvalid("5.9.3: the leaf certificate is not the one that client_id names");
        }
        return chain.verify(anchors, clock.instant());
    }

    private Verification<AuthorizationRequest> claimsOf(ObjectNode claims, Optional<WalletNonce> sent) {
        // Section 5.8: with static discovery the audience is fixed.
        if (!isForUs(claims)) {
            return Verification.rejected(
                    RejectionReason.WRONG_AUDIENCE, "5.8: aud (expected: " + OpenId4Vp.STATIC_DISCOVERY_AUDIENCE + ")");
        }
        JsonMembers times = JsonMembers.of(claims, "RFC 7519 4.1");
        Instant now = clock.instant();
        if (times.optionalNumericDate("exp").filter(exp -> !now.isBefore(exp)).isPresent()) {
            return Verification.rejected(RejectionReason.EXPIRED, "RFC 7519 4.1.4: exp");
        }
        Instant latest = now.plus(MAX_SKEW);
        if (times.optionalNumericDate("nbf").filter(latest::isBefore).isPresent()
                || times.optionalNumericDate("iat").filter(latest::isBefore).isPresent()) {
            return Verification.rejected(RejectionReason.NOT_YET_VALID, "RFC 7519 4.1.5: nbf or iat");
        }
        // Section 5.10: what was sent must come back.
        if (sent.isPresent()
                && !claims.path(OpenId4Vp.WALLET_NONCE)
                        .asText("")
                        .equals(sent.get().value())) {
            return Verification.rejected(RejectionReason.REPLAYED, "5.10: wallet_nonce is not the one that was sent");
        }
        return acceptable(AuthorizationRequest.parse(claims));
    }

    private static boolean isForUs(ObjectNode claims) {
        if (claims.path("aud").isArray()) {
            return claims.path("aud").size() == 1
                    && claims.path("aud").path(0).asText().equals(OpenId4Vp.STATIC_DISCOVERY_AUDIENCE);
        }
        return claims.path("aud").asText("").equals(OpenId4Vp.STATIC_DISCOVERY_AUDIENCE);
    }

    private Verification<AuthorizationRequest> acceptable(AuthorizationRequest request) {
        URI responseUri = request.responseUri().uri();
        if (isTooPlain(responseUri)) {
            return clientInvalid("8.2: response_uri (expected: https)");
        }
        // Section 5.9.3: the certificate vouches for one host, and the answer goes nowhere else.
        if (request.clientId().prefix() == ClientIdPrefix.X509_SAN_DNS
                && !responseUri.getHost().equalsIgnoreCase(request.clientId().original())) {
            return clientInvalid("5.9.3: response_uri is on another host than client_id names");
        }
        if (policy.profile() == RequestPolicy.Profile.HAIP && request.responseMode() != ResponseMode.DIRECT_POST_JWT) {
            return clientInvalid("HAIP 5.1: response_mode (expected: direct_post.jwt)");
        }
        if (request.transactionData().isEmpty()) {
            return Verification.verified(request);
        }
        List<String> encoded =
                request.transactionData().stream().map(TransactionData::encoded).collect(Collectors.toList());
        // Section 8.4: what a wallet cannot show, nobody can authorise; the whole request is refused.
        return new TransactionRequest(policy.transactionTypes())
                .judge(encoded, holderBoundQueries(request), clock.instant())
                .then(understood -> Verification.verified(request));
    }

    private static Set<String> holderBoundQueries(AuthorizationRequest request) {
        return request.query().credentials().stream()
                .filter(credential -> credential.terms().holderBinding())
                .map(CredentialQuery::id)
                .collect(Collectors.toSet());
    }

    private boolean isTooPlain(URI uri) {
        return Hosts.isPlainHttp(uri) && policy.transport() == RequestPolicy.TransportRule.HTTPS_ONLY;
    }

    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    }

    private static <T> Verification<T> clientInvalid(String detail) {
        return Verification.rejected(RejectionReason.CLIENT_INVALID, detail);
    }
}
