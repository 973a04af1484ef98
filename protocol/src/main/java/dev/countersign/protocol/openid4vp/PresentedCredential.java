package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.dcql.CredentialFacts;
import dev.countersign.protocol.dcql.CredentialFormat;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import java.util.Set;

/** A verified SD-JWT VC as a query sees it. */
final class PresentedCredential implements CredentialFacts {
    private final VerifiedCredential credential;
    private final ObjectNode claims;
    private final boolean holderBound;

    PresentedCredential(VerifiedCredential credential, boolean holderBound) {
        this.credential = credential;
        this.claims = credential.claims();
        this.holderBound = holderBound;
    }

    VerifiedCredential credential() {
        return credential;
    }

    @Override
    public CredentialFormat format() {
        return CredentialFormat.SD_JWT_VC;
    }

    @Override
    public Set<String> types() {
        return Set.of(credential.vct());
    }

    @Override
    public ObjectNode claims() {
        return claims;
    }

    /**
     * {@inheritDoc}
     *
     * <p>They prove as much as the issuer's keys did: an authority counts when the trust in the issuer came by this
     * chain.
     */
    @Override
    public Set<String> authorityKeyIdentifiers() {
        return credential.issuerCertificates().map(AuthorityKeyIdentifiers::of).orElse(Set.of());
    }

    @Override
    public boolean holderBound() {
        return holderBound;
    }
}
