package dev.countersign.service.trust;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Allows an issuer to vouch for customers. */
@ApplicationScoped
public class TrustIssuer {
    private final TrustedIssuers issuers;
    private final PublicUrl publicUrl;

    TrustIssuer(TrustedIssuers issuers, PublicUrl publicUrl) {
        this.issuers = issuers;
        this.publicUrl = publicUrl;
    }

    /**
     * Adds an issuer, or replaces what was allowed to it.
     *
     * @param by who decided so; stands in the audit trail
     * @throws Problem when it is ourselves, or can only be reached without encryption outside development
     */
    @Transactional
    public void trust(TrustedIssuer issuer, String by) {
        if (issuer.id().isLoopback() && !publicUrl.development()) {
            throw invalid("https, outside development");
        }
        // Our own keys are known here; an entry could only weaken that.
        if (issuer.id().value().equals(publicUrl.uri().toString())) {
            throw invalid("another issuer: the organisation's own credentials are always trusted");
        }
        issuers.save(issuer, by);
    }

    private static Problem invalid(String expected) {
        return new Problem(ProblemType.INVALID_VALUE, "This issuer cannot be trusted.").at("/issuer", expected);
    }
}
