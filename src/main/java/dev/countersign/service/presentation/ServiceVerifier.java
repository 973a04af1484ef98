package dev.countersign.service.presentation;

import dev.countersign.protocol.openid4vp.PresentationVerifier;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.statuslist.StatusLists;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Joins the verifier with the issuers and status lists that this service trusts. */
@Singleton
class ServiceVerifier {
    /** How far the clocks of issuers and wallets may differ from ours. */
    static final Duration MAX_SKEW = Duration.ofSeconds(60);

    @Produces
    @Singleton
    PresentationVerifier presentationVerifier(IssuerKeys issuers, StatusLists status, Clock clock) {
        return new PresentationVerifier(new SdJwtVerifier(issuers, clock, MAX_SKEW), status);
    }
}
