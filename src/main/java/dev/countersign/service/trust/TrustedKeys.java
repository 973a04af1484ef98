package dev.countersign.service.trust;

import dev.countersign.did.DidUrl;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Finds the key of an issuer that is trusted, in the way that was written down with it and in no other. */
@ApplicationScoped
class TrustedKeys {
    private final IssuerMetadataKeys metadata;
    private final DidResolution dids;
    private final Clock clock;

    TrustedKeys(IssuerMetadataKeys metadata, DidResolution dids, Clock clock) {
        this.metadata = metadata;
        this.dids = dids;
        this.clock = clock;
    }

    /**
     * What a signed thing's header says about its key; untrusted.
     *
     * @param keyId header {@code kid}
     * @param x5c header {@code x5c}
     */
    record Hints(Optional<String> keyId, Optional<CertificateChain> x5c) {}

    IssuerKeys.Lookup find(TrustedIssuer issuer, Hints hints) {
        if (issuer.keys() instanceof KeyPolicy.Certificates certificates) {
            return IssuerCertificates.find(issuer.id(), certificates, hints.x5c(), clock.instant());
        }
        if (issuer.keys() instanceof KeyPolicy.DidDocument) {
            return hints.keyId().map(keyId -> inDocument(issuer.id(), keyId)).orElseGet(IssuerKeys.Unknown::new);
        }
        return metadata.find(issuer.id(), hints.keyId());
    }

    private IssuerKeys.Lookup inDocument(IssuerId issuer, String keyId) {
        DidUrl name;
        try {
            name = DidUrl.parse(keyId, issuer.did());
        } catch (MalformedDidException e) {
            return new IssuerKeys.Unknown();
        }
        // A key of another DID is another issuer's.
        if (!name.did().equals(issuer.did())) {
            return new IssuerKeys.Unknown();
        }
        DidResolution.KeyLookup found = dids.key(name, VerificationRelationship.ASSERTION_METHOD);
        if (found instanceof DidResolution.KeyLookup.Found key) {
            return new IssuerKeys.Found(key.key());
        }
        return found instanceof DidResolution.KeyLookup.Unavailable later
                ? new IssuerKeys.Unavailable(later.retryAfter())
                : new IssuerKeys.Unknown();
    }
}
