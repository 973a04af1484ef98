package dev.countersign.service.holder.store;

import dev.countersign.service.holder.EnrolmentCodes;
import dev.countersign.service.holder.UsedProofs;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Forgets what is of no use any more. */
@ApplicationScoped
class Pruning {
    /** For so long a wallet still learns that its code has expired, rather than that there is none. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final UsedProofs proofs;
    private final EnrolmentCodes codes;
    private final Clock clock;

    Pruning(UsedProofs proofs, EnrolmentCodes codes, Clock clock) {
        this.proofs = proofs;
        this.codes = codes;
        this.clock = clock;
    }

    @Scheduled(every = "PT1M")
    void prune() {
        proofs.prune(clock.instant());
        codes.prune(clock.instant().minus(KEPT));
    }
}
