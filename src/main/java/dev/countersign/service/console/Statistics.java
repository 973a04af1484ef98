package dev.countersign.service.console;

import dev.countersign.service.consent.AnswerTimes;
import dev.countersign.service.consent.ChallengeCounts;
import dev.countersign.service.consent.ChallengePeriod;
import dev.countersign.service.consent.FallbackShare;
import dev.countersign.service.consent.PurposeName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What was asked in a period, and what came of it. Nothing in it is about a person, neither customer nor agent.
 *
 * @param times from the question to the verified answer
 * @param course over the period, without gaps
 * @param hoursOfDay 24, from midnight on
 * @param purposes most asked first
 */
public record Statistics(
        ChallengePeriod period,
        ZoneId zone,
        ChallengeCounts totals,
        AnswerTimes times,
        FallbackShare fallback,
        Course course,
        List<ChallengeCounts> hoursOfDay,
        List<OfPurpose> purposes) {
    /** Keeps its own copies. */
    public Statistics {
        hoursOfDay = List.copyOf(hoursOfDay);
        purposes = List.copyOf(purposes);
    }

    /**
     * The figures span after span.
     *
     * @param step an hour or a day, as clocks and calendars have them: a day may have 23 or 25 hours
     */
    public record Course(Duration step, List<Span> spans) {
        /** Keeps its own copy. */
        public Course {
            spans = List.copyOf(spans);
        }
    }

    /** The questions of one span of time. */
    public record Span(Instant from, ChallengeCounts counts) {}

    /** The questions of one purpose. */
    public record OfPurpose(PurposeName purpose, ChallengeCounts counts, AnswerTimes times) {}
}
