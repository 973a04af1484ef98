package dev.countersign.service.retention;

import dev.countersign.service.holder.ErasureAsked;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whoever is under a legal hold is not erased. */
@ApplicationScoped
class BarErasure {
    private final LegalHolds holds;

    BarErasure(LegalHolds holds) {
        this.holds = holds;
    }

    void check(@Observes ErasureAsked asked) {
        holds.lock();
        if (holds.holds(asked.customer())) {
            throw new Problem(
                            ProblemType.STATE_CONFLICT,
                            "A legal hold keeps the customer, or one of their interactions. Release it first.")
                    .because("legal-hold");
        }
    }
}
