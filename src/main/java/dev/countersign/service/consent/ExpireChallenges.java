package dev.countersign.service.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Ends challenges whose time is over; any node may, and a node that died is made up for by the next run. */
@ApplicationScoped
public class ExpireChallenges {
    private static final int BATCH = 100;

    private final Challenges challenges;
    private final MoveChallenge moveChallenge;
    private final Clock clock;

    ExpireChallenges(Challenges challenges, MoveChallenge moveChallenge, Clock clock) {
        this.challenges = challenges;
        this.moveChallenge = moveChallenge;
        this.clock = clock;
    }

    /** Ends those that are due now; returns how many it looked at, at most 100. */
    @Transactional
    public int expire() {
        Instant now = clock.instant();
        List<ChallengeId> due = challenges.due(now, BATCH);
        for (ChallengeId id : due) {
            moveChallenge.move(
                    id,
                    challenge -> challenge instanceof ConsentChallenge.Unended unended
                                    && !challenge.ask().expiresAt().isAfter(now)
                            ? unended.ended(new Outcome.Expired(), now)
                            : challenge);
        }
        return due.size();
    }
}
