package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.CredentialOfferLink;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vci.OpenId4Vci;
import dev.countersign.protocol.openid4vci.TokenRequest;
import dev.countersign.protocol.openid4vci.TokenResponse;
import dev.countersign.protocol.openid4vci.WellKnown;
import dev.countersign.protocol.wallet.PushSubscription;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receives credentials with the pre-authorized code grant of OpenID4VCI 1.0, and enrols where that is offered. */
public final class Receive {
    private final Transport transport;
    private final EndpointPolicy policy;
    private final ObtainCredential obtain;
    private final Enrol enrol;

    Receive(Transport transport, EndpointPolicy policy, ObtainCredential obtain, Enrol enrol) {
        this.transport = transport;
        this.policy = policy;
        this.obtain = obtain;
        this.enrol = enrol;
    }

    /**
     * Looks at an offer; accepts nothing.
     *
     * @param link {@code openid-credential-offer://...}; untrusted
     */
    public Offering inspect(String link) {
        try {
            return usable(offer(link));
        } catch (IOException e) {
            return new Offering.Unreachable();
        } catch (MalformedInputException e) {
            return new Offering.Unusable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Redeems an offer that the Holder has seen and accepted.
     *
     * @param txCode as the Holder typed it; there exactly when the offer asks for one
     * @param push where the organisation may push to this wallet, when it can be pushed
     */
    public Received accept(Offer offer, Optional<String> txCode, Optional<PushSubscription> push) {
        if (txCode.isPresent() != offer.txCode().isPresent()) {
            throw new IllegalArgumentException("tx_code (expected: exactly when the offer asks for one)");
        }
        return redeem(offer, txCode, token -> credentials(offer, token, push));
    }

    /** Redeems an offer of an organisation that this wallet is enrolled with already; an invitation to enrol is left alone. */
    Received acceptAgain(Offer offer) {
        return redeem(offer, Optional.empty(), token -> credentials(offer, token));
    }

    /** Returns where this issuer gives out nonces. */
    URI nonceEndpoint(String issuer) throws IOException {
        URI metadataUri = WellKnown.of(URI.create(issuer), OpenId4Vci.ISSUER_METADATA);
        return CredentialIssuerMetadata.parse(json(metadataUri), issuer, policy)
                .endpoints()
                .nonce()
                .orElseThrow(
                        () -> new MalformedInputException("OpenID4VCI 7: nonce_endpoint (expected: with renewals)"));
    }

    /** What is done with a token. */
    private interface WithToken {
        Received run(TokenResponse token) throws IOException;
    }

    private Received redeem(Offer offer, Optional<String> txCode, WithToken then) {
        try {
            String code = offer.offer().preAuthorized().get().code();
            TokenRequest request = new TokenRequest(code, txCode, List.of());
            Reply reply = transport.send(Request.form(offer.tokenEndpoint(), request.toForm()));
            if (!reply.succeeded()) {
                return reply.oauthError().filter("invalid_grant"::equals).isPresent()
                        ? new Received.GrantRefused()
                        : new Received.Refused("token endpoint: status " + reply.status());
            }
            return then.run(TokenResponse.parse(reply.json()));
        } catch (IOException e) {
            return new Received.Unreachable();
        } catch (MalformedInputException e) {
            return new Received.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Received credentials(Offer offer, TokenResponse token, Optional<PushSubscription> push) throws IOException {
        Received received = credentials(offer, token);
        if (!(received instanceof Received.Added added) || !token.enrolment().isPresent()) {
            return received;
        }
        return new Received.Added(
                added.credentials(), enrol.enrol(token.enrolment().get(), offer.issuer(), push));
    }

    private Received credentials(Offer offer, TokenResponse token) throws IOException {
        List<StoredCredential> added = new ArrayList<>();
        for (String configurationId : offer.offer().configurationIds()) {
            ObtainCredential.Obtained obtained = obtain.obtain(offer, configurationId, token);
            if (obtained instanceof ObtainCredential.Failed failed) {
                return new Received.Refused(failed.detail());
            }
            added.add(((ObtainCredential.Kept) obtained).credential());
        }
        return new Received.Added(added, Optional.empty());
    }

    private CredentialOffer offer(String link) throws IOException {
        CredentialOfferLink parsed = CredentialOfferLink.parse(link, policy);
        if (parsed instanceof CredentialOfferLink.Inline inline) {
            return inline.offer();
        }
        URI uri = ((CredentialOfferLink.Reference) parsed).uri();
        Reply reply = transport.send(Request.get(uri));
        if (reply.status() != 200) {
            throw new MalformedInputException("OpenID4VCI 4.1.3: status " + reply.status() + " (expected: 200)");
        }
        return CredentialOffer.parse(reply.json(), policy);
    }

    private Offering usable(CredentialOffer offer) throws IOException {
        if (!offer.preAuthorized().isPresent()) {
            return new Offering.Unusable("OpenID4VCI 4.1.1: grants (expected: pre-authorized_code)");
        }
        URI metadataUri = WellKnown.of(offer.issuerUri(), OpenId4Vci.ISSUER_METADATA);
        CredentialIssuerMetadata metadata =
                CredentialIssuerMetadata.parse(json(metadataUri), offer.credentialIssuer(), policy);
        for (String id : offer.configurationIds()) {
            CredentialConfiguration configuration = metadata.configurations().get(id);
            if (configuration == null || !configuration.format().equals(OpenId4Vci.SD_JWT_VC)) {
                return new Offering.Unusable("OpenID4VCI 4.1.1: configuration (expected: one in dc+sd-jwt)");
            }
        }
        if (metadata.encryptionRequired()) {
            // Gap: credential requests are not encrypted beyond TLS.
            return new Offering.Unusable("OpenID4VCI 10: encryption is required");
        }
        return new Offering.Offered(new Offer(offer, metadata, tokenEndpoint(offer, metadata)));
    }

    /** Section 4.1.1: the offer names one of the issuer's authorization servers; else its first, else itself. */
    private URI tokenEndpoint(CredentialOffer offer, CredentialIssuerMetadata metadata) throws IOException {
        Optional<String> named = offer.preAuthorized().flatMap(CredentialOffer.PreAuthorized::authorizationServer);
        if (named.filter(server -> !metadata.authorizationServers().contains(server))
                .isPresent()) {
            throw new MalformedInputException("OpenID4VCI 4.1.1: authorization_server (expected: one of the issuer's)");
        }
        String server = named.orElse(
                metadata.authorizationServers().isEmpty()
                        ? offer.credentialIssuer()
                        : metadata.authorizationServers().get(0));
        ObjectNode json = json(WellKnown.of(URI.create(server), OpenId4Vci.AUTHORIZATION_SERVER_METADATA));
        // RFC 8414 3.3: the issuer in the metadata is the one that was asked for.
        if (!json.path("issuer").asText("").equals(server)) {
            throw new MalformedInputException("RFC 8414 3.3: issuer (expected: the one asked for)");
        }
        URI endpoint = URI.create(json.path("token_endpoint").asText(""));
        if (!policy.allows(endpoint)) {
            throw new MalformedInputException("RFC 8414 2: token_endpoint (expected: https, a public host)");
        }
        return endpoint;
    }

    private ObjectNode json(URI uri) throws IOException {
        if (!policy.allows(uri)) {
            throw new MalformedInputException("OpenID4VCI 12: address (expected: https, a public host)");
        }
        Reply reply = transport.send(Request.get(uri));
        if (!reply.succeeded()) {
            throw new IOException("metadata: status " + reply.status());
        }
        return reply.json();
    }
}
