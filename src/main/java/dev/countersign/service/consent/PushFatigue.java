package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps a phone from being asked until its owner taps "yes" to be left alone. A decline halves what is left of the hour; a
 * report stops all asking for a while.
 */
@ApplicationScoped
class PushFatigue {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Challenges challenges;
    private final Clock clock;
    private final int mostOpen;
    private final int mostInAnHour;
    private final Duration silenceAfterReport;

    PushFatigue(
            Challenges challenges,
            Clock clock,
            @ConfigProperty(name = "countersign.consent.most-open", defaultValue = "3") int mostOpen,
            @ConfigProperty(name = "countersign.consent.most-in-an-hour", defaultValue = "12") int mostInAnHour,
            @ConfigProperty(name = "countersign.consent.silence-after-report", defaultValue = "PT30M")
                    Duration silenceAfterReport) {
        this.challenges = challenges;
        this.clock = clock;
        this.mostOpen = mostOpen;
        this.mostInAnHour = mostInAnHour;
        this.silenceAfterReport = silenceAfterReport;
    }

    /**
     * Passes when this customer may be asked once more now; others who would ask wait until the transaction ends.
     *
     * @throws Problem too-many-requests with the time to wait
     */
    void check(CustomerId customer) {
        challenges.lock(customer);
        Instant now = clock.instant();
        List<ConsentChallenge> recent = challenges.of(customer, now.minus(longest(WINDOW, silenceAfterReport)));
        for (ConsentChallenge challenge : recent) {
            if (challenge instanceof ConsentChallenge.Ended ended
                    && ended.outcome() instanceof Outcome.Reported
                    && ended.at().plus(silenceAfterReport).isAfter(now)) {
                throw refused(
                        "The customer reported a challenge as not theirs.",
                        Duration.between(now, ended.at().plus(silenceAfterReport)));
            }
        }
        long open = recent.stream()
                .filter(challenge -> challenge instanceof ConsentChallenge.Unended
                        && challenge.ask().expiresAt().isAfter(now))
                .count();
        if (open >= mostOpen) {
            throw refused(open + " challenges are open (expected: < " + mostOpen + ").", Duration.ofSeconds(30));
        }
        List<ConsentChallenge> lastHour = recent.stream()
                .filter(challenge -> challenge.ask().askedAt().isAfter(now.minus(WINDOW)))
                .toList();
        long declined = lastHour.stream()
                .filter(challenge -> challenge instanceof ConsentChallenge.Ended ended
                        && ended.outcome() instanceof Outcome.Declined)
                .count();
        int allowed = Math.max(1, mostInAnHour >> Math.min(declined, 30));
        if (lastHour.size() >= allowed) {
            Instant oldest = lastHour.get(0).ask().askedAt();
            throw refused(
                    lastHour.size() + " challenges in the last hour, " + declined + " declined (expected: < " + allowed
                            + ").",
                    Duration.between(now, oldest.plus(WINDOW)));
        }
    }

    private static Duration longest(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Problem refused(String detail, Duration wait) {
        return new Problem(ProblemType.TOO_MANY_REQUESTS, detail).retryAfter(wait);
    }
}
