package dev.countersign.service.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * Which challenges figures are about.
 *
 * @param since asked then or later
 * @param until asked before then
 * @param purpose only this purpose
 */
public record ChallengePeriod(Instant since, Instant until, Optional<PurposeName> purpose) {
    /** Checks the order. */
    public ChallengePeriod {
        if (!since.isBefore(until)) {
            throw new IllegalArgumentException("period: " + since + " to " + until + " (expected: since before until)");
        }
    }
}
