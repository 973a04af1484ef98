package dev.countersign.service.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.service.consent.ChallengeFigures;
import dev.countersign.service.consent.ChallengePeriod;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows the figures of a period, to as many wallboards as look, as often as they look.
 *
 * <p>When nothing has happened since the last look, the last figures are shown again: that costs one probe of an index. And
 * each question is counted at most once a second on each node, however many ask it. No node tells another anything.
 */
@ApplicationScoped
public class ShowStatistics {
    /** A quarter of a year. */
    static final Duration LONGEST = Duration.ofDays(92);

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** After so long figures are counted anew, whether something seems to have happened or not. */
    private static final Duration STALE = Duration.ofSeconds(15);

    private static final int MOST_QUESTIONS = 200;

    private final ChallengeFigures figures;
    private final Events events;
    private final Clock clock;
    private final Cache<StatisticsQuestion, Counted> memory =
            Caffeine.newBuilder().maximumSize(MOST_QUESTIONS).build();

    ShowStatistics(ChallengeFigures figures, Events events, Clock clock) {
        this.figures = figures;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Figures, and when they were right.
     *
     * @param newest the event that was the newest when they were counted
     */
    public record Counted(Statistics statistics, Instant asOf, long newest) {}

    /**
     * Returns the figures, at most a second old.
     *
     * @throws Problem invalid-value when the period is none, or longer than a quarter
     */
    public Counted show(StatisticsQuestion question) {
        period(question, clock.instant());
        return memory.asMap().compute(question, (asked, known) -> {
            Instant now = clock.instant();
            return known != null && goodEnough(known, now) ? known : count(asked, now);
        });
    }

    private boolean goodEnough(Counted known, Instant now) {
        return now.isBefore(known.asOf().plus(FRESH))
                || (now.isBefore(known.asOf().plus(STALE)) && events.newest() == known.newest());
    }

    private Counted count(StatisticsQuestion question, Instant now) {
        // Read first: what happens while we count makes us count again.
        long newest = events.newest();
        ChallengePeriod period = period(question, now);
        HourSlots slots = HourSlots.of(period, question.zone());
        Statistics statistics = slots.gather(period, figures.count(period, slots.starts()));
        return new Counted(statistics, now, newest);
    }

    /** Returns the period that a question is about at this moment. */
    static ChallengePeriod period(StatisticsQuestion question, Instant now) {
        Instant since = question.since().orElseGet(() -> now.atZone(question.zone())
                .toLocalDate()
                .atStartOfDay(question.zone())
                .toInstant());
        // What is asked at this very moment belongs to it.
        Instant until = question.until().orElseGet(() -> now.plusMillis(1));
        if (!since.isBefore(until)) {
            throw new Problem(ProblemType.INVALID_VALUE, "The period is none (expected: since before until).");
        }
        if (Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw new Problem(
                    ProblemType.INVALID_VALUE,
                    "The period is too long (expected: at most " + LONGEST.toDays() + " days).");
        }
        return new ChallengePeriod(since, until, question.purpose());
    }

    /** Returns the period of a list, as the figures have it. */
    ChallengePeriod period(StatisticsQuestion question) {
        return period(question, clock.instant());
    }
}
