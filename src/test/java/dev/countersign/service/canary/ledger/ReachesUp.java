package dev.countersign.service.canary.ledger;

import dev.countersign.service.canary.consent.Above;
import java.util.Optional;

/** Breaks the row rule, to show that it bites. */
public final class ReachesUp {
    private ReachesUp() {}

    /** Uses a feature of a higher row. */
    public static Optional<Above> up() {
        return Optional.empty();
    }
}
