package dev.countersign.service.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Finds what an access token of the pre-authorized code flow is good for. */
@ApplicationScoped
public class FindToken {
    private final Offers offers;
    private final Clock clock;

    FindToken(Offers offers, Clock clock) {
        this.offers = offers;
        this.clock = clock;
    }

    /** Returns the offer that was redeemed for it; empty when we never gave it out or it has expired. */
    public Optional<Offers.Redeemed> find(String token) {
        return offers.findByToken(SecretHash.ofToken(token))
                .filter(redeemed -> clock.instant().isBefore(redeemed.tokenExpiresAt()));
    }
}
