package dev.countersign.service.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removes interactions whose retention is over, with everything that was asked, said, seen and recorded in them. The log keeps
 * their commitments, which then say nothing about anybody.
 */
@ApplicationScoped
public class PurgeInteractions {
    private static final int BATCH = 200;

    private final Batches batches;
    private final Purges purges;
    private final Clock clock;

    PurgeInteractions(Batches batches, Purges purges, Clock clock) {
        this.batches = batches;
        this.purges = purges;
        this.clock = clock;
    }

    /** One transaction for each batch: what it removed is gone, whatever becomes of the next. */
    @ApplicationScoped
    static class Batches {
        private final LegalHolds holds;
        private final Purges purges;

        Batches(LegalHolds holds, Purges purges) {
            this.holds = holds;
            this.purges = purges;
        }

        /** Removes a batch; empty when another node purges. */
        @Transactional
        Optional<List<DueInteraction>> next(Instant now) {
            if (!purges.begin()) {
                return Optional.empty();
            }
            holds.lock();
            List<DueInteraction> due = purges.due(now, BATCH);
            purges.remove(due);
            return Optional.of(due);
        }
    }

    /** Removes what is due; returns the report, or nothing when there was nothing to do or another node does it. */
    public Optional<Purge> purge() {
        Instant start = clock.instant();
        Purge.Count count = new Purge.Count();
        Optional<List<DueInteraction>> removed = batches.next(start);
        while (removed.isPresent() && !removed.get().isEmpty()) {
            removed.get().forEach(count::add);
            removed = batches.next(start);
        }
        return count.isEmpty()
                ? Optional.empty()
                : Optional.of(purges.report(count.ended(0, start, clock.instant(), purges.held(start))));
    }

    /** Returns what a purge would remove now, up to {@code most}. */
    @Transactional
    public Purge preview(int most) {
        Instant now = clock.instant();
        Purge.Count count = new Purge.Count();
        purges.due(now, most).forEach(count::add);
        return count.ended(0, now, now, purges.held(now));
    }
}
