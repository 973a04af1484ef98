package dev.countersign.service.issuance.store;

import dev.countersign.service.issuance.Offers;
import dev.countersign.service.issuance.UsedNonces;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Forgets what is over: claims of offers that ran out, old offers, used nonces. */
@ApplicationScoped
class Pruning {
    private final Offers offers;
    private final UsedNonces usedNonces;
    private final Clock clock;

    Pruning(Offers offers, UsedNonces usedNonces, Clock clock) {
        this.offers = offers;
        this.usedNonces = usedNonces;
        this.clock = clock;
    }

    @Scheduled(every = "PT1M", identity = "issuance pruning")
    void prune() {
        Instant now = clock.instant();
        offers.prune(now);
        usedNonces.prune(now);
    }
}
