package dev.countersign.service.holder.store;

import dev.countersign.service.holder.CredentialRequests;
import dev.countersign.service.holder.EnrolmentCodes;
import dev.countersign.service.holder.UsedProofs;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Forgets what is of no use any more. */
@ApplicationScoped
class Pruning {
    /** For so long one still learns that a code or request has expired, rather than that there is none. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final UsedProofs proofs;
    private final EnrolmentCodes codes;
    private final CredentialRequests requests;
    private final Clock clock;

    Pruning(UsedProofs proofs, EnrolmentCodes codes, CredentialRequests requests, Clock clock) {
        this.proofs = proofs;
        this.codes = codes;
        this.requests = requests;
        this.clock = clock;
    }

    @Scheduled(every = "PT1M")
    void prune() {
        proofs.prune(clock.instant());
        codes.prune(clock.instant().minus(KEPT));
        requests.prune(clock.instant().minus(KEPT));
    }
}
