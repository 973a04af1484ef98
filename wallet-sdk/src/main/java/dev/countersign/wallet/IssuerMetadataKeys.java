package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vci.OpenId4Vci;
import dev.countersign.protocol.openid4vci.WellKnown;
import dev.countersign.protocol.sdjwt.IssuerKeyQuery;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * The keys of the one issuer whose offer was accepted, from its own metadata (SD-JWT VC section 5). A credential of
 * anybody else is untrusted: an issuer hands out its own credentials only.
 */
final class IssuerMetadataKeys implements IssuerKeys {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String issuer;
    private final EndpointPolicy policy;
    private final Transport transport;

    IssuerMetadataKeys(String issuer, EndpointPolicy policy, Transport transport) {
        this.issuer = issuer;
        this.policy = policy;
        this.transport = transport;
    }

    @Override
    public Lookup find(IssuerKeyQuery query) {
        if (!query.issuer().filter(issuer::equals).isPresent()) {
            return new Untrusted();
        }
        try {
            JwkSet keys = keys();
            return query.keyId()
                    .flatMap(keys::find)
                    .<Lookup>map(key -> new Found(key.toPublicKey()))
                    .orElseGet(Unknown::new);
        } catch (IOException | MalformedInputException e) {
            return new Unavailable(RETRY);
        }
    }

    private JwkSet keys() throws IOException {
        ObjectNode metadata = json(WellKnown.of(URI.create(issuer), OpenId4Vci.JWT_VC_ISSUER));
        // SD-JWT VC 5.2: the issuer in the metadata is the one that was asked for.
        if (!metadata.path("issuer").asText("").equals(issuer)) {
            throw new IOException("issuer metadata: issuer (expected: the one asked for)");
        }
        if (metadata.has("jwks")) {
            return JwkSet.parse(metadata.path("jwks"));
        }
        URI elsewhere = URI.create(metadata.path("jwks_uri").asText(""));
        if (!policy.allows(elsewhere)) {
            throw new IOException("issuer metadata: jwks_uri (expected: https)");
        }
        return JwkSet.parse(json(elsewhere));
    }

    private ObjectNode json(URI uri) throws IOException {
        Reply reply = transport.send(Request.get(uri));
        if (!reply.succeeded()) {
            throw new IOException("issuer metadata: status " + reply.status());
        }
        return reply.json();
    }
}
