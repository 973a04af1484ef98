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

    /** One transaction for each batch and for the report of it: what is gone is told, whatever becomes of the next. */
    @ApplicationScoped
    static class Batches {
        private final LegalHolds holds;
        private final Purges purges;
        private final Clock clock;

        Batches(LegalHolds holds, Purges purges, Clock clock) {
            this.holds = holds;
            this.purges = purges;
            this.clock = clock;
        }

        /** Removes a batch; empty when nothing is left, or another node purges. */
        @Transactional
        Optional<Purge> next(Purge before) {
            if (!purges.begin()) {
                return Optional.empty();
            }
            holds.lock();
            List<DueInteraction> due = purges.due(before.startedAt(), BATCH);
            if (due.isEmpty()) {
                return Optional.empty();
            }
            long held = before.interactions() == 0 ? purges.held(before.startedAt()) : before.held();
            purges.remove(due);
            return Optional.of(purges.report(before.and(due, clock.instant(), held)));
        }
    }

    /** Removes what is due; returns the report, or nothing when there was nothing to do or another node does it. */
    public Optional<Purge> purge() {
        Optional<Purge> report = Optional.empty();
        Optional<Purge> next = batches.next(Purge.begun(clock.instant()));
        while (next.isPresent()) {
            report = next;
            next = batches.next(next.get());
        }
        return report;
    }

    /** Returns what a purge would remove now, up to {@code most}. */
    @Transactional
    public Purge preview(int most) {
        Instant now = clock.instant();
        return Purge.begun(now).and(purges.due(now, most), now, purges.held(now));
    }
}
