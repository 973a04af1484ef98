package dev.countersign.service.trust;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Ends the trust in an issuer, at once and on every node. */
@ApplicationScoped
public class DistrustIssuer {
    private final TrustedIssuers issuers;

    DistrustIssuer(TrustedIssuers issuers) {
        this.issuers = issuers;
    }

    /**
     * Removes an issuer.
     *
     * @param by who decided so; stands in the audit trail
     * @throws Problem when there is no such issuer
     */
    @Transactional
    public void distrust(IssuerId id, String by) {
        if (!issuers.remove(id, by)) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such trusted issuer.");
        }
    }
}
