package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Ends what is still asked of a customer, when the customer is erased. Receipts stay: they name no value and no person. */
@ApplicationScoped
class EndForErased {
    // No challenge lives longer than a purpose's longest time limit, a quarter of an hour.
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private final Challenges challenges;
    private final MoveChallenge moveChallenge;
    private final Clock clock;

    EndForErased(Challenges challenges, MoveChallenge moveChallenge, Clock clock) {
        this.challenges = challenges;
        this.moveChallenge = moveChallenge;
        this.clock = clock;
    }

    void end(@Observes CustomerErased erased) {
        for (ConsentChallenge challenge :
                challenges.of(erased.customer(), clock.instant().minus(LONGEST_LIFE))) {
            moveChallenge.move(
                    challenge.ask().id(),
                    current -> current instanceof ConsentChallenge.Unended unended
                            ? unended.ended(new Outcome.Cancelled(), clock.instant())
                            : current);
        }
    }
}
