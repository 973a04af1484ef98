package dev.countersign.service.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.service.consent.AnswerTimes;
import dev.countersign.service.consent.ChallengeCounts;
import dev.countersign.service.consent.FallbackShare;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.console.ShowStatistics.Counted;
import dev.countersign.service.console.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures as the API shows them.
 *
 * @param asOf when they were counted
 * @param step of the series: PT1H or P1D
 * @param hoursOfDay all days of the period laid over each other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatisticsView(
        Instant since,
        Instant until,
        Instant asOf,
        String timeZone,
        @Nullable String purpose,
        CountsView totals,
        TimesView timeToVerified,
        FallbackView fallback,
        String step,
        List<SpanView> series,
        List<HourView> hoursOfDay,
        List<PurposeView> purposes) {

    /**
     * How many questions stand how; together they are {@code asked}.
     *
     * @param open not ended yet
     */
    record CountsView(
            long asked,
            long verified,
            long declined,
            long reported,
            long rejected,
            long undecided,
            long expired,
            long cancelled,
            long open) {
        static CountsView of(ChallengeCounts counts) {
            return new CountsView(
                    counts.asked(),
                    counts.in("verified"),
                    counts.in("declined"),
                    counts.in("reported"),
                    counts.in("rejected"),
                    counts.in("undecided"),
                    counts.in("expired"),
                    counts.in("cancelled"),
                    counts.in(ChallengeCounts.OPEN));
        }
    }

    /**
     * How long verified answers took.
     *
     * @param p50 absent below five answers
     * @param p95 absent below twenty answers
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TimesView(
            long count, @Nullable Duration p50, @Nullable Duration p95) {
        static TimesView of(AnswerTimes times) {
            return new TimesView(
                    times.count(), times.median().orElse(null), times.p95().orElse(null));
        }
    }

    /**
     * How often agents fell back on other questions.
     *
     * @param of interactions in which anything was asked
     */
    record FallbackView(long interactions, long of) {
        static FallbackView of(FallbackShare share) {
            return new FallbackView(share.interactions(), share.of());
        }
    }

    /** The questions of a span of time. */
    record SpanView(Instant from, CountsView counts) {}

    /** The questions of an hour of the day. */
    record HourView(int hour, CountsView counts) {}

    /** The questions of a purpose. */
    record PurposeView(String purpose, CountsView counts, TimesView timeToVerified) {}

    static StatisticsView of(Counted counted) {
        Statistics statistics = counted.statistics();
        return new StatisticsView(
                statistics.period().since(),
                statistics.period().until(),
                counted.asOf(),
                statistics.zone().getId(),
                statistics.period().purpose().map(PurposeName::value).orElse(null),
                CountsView.of(statistics.totals()),
                TimesView.of(statistics.times()),
                FallbackView.of(statistics.fallback()),
                // Not a duration: a day may have 23 hours or 25.
                statistics.course().step().equals(Duration.ofHours(1)) ? "PT1H" : "P1D",
                statistics.course().spans().stream()
                        .map(span -> new SpanView(span.from(), CountsView.of(span.counts())))
                        .toList(),
                IntStream.range(0, statistics.hoursOfDay().size())
                        .mapToObj(hour -> new HourView(
                                hour, CountsView.of(statistics.hoursOfDay().get(hour))))
                        .toList(),
                statistics.purposes().stream()
                        .map(each -> new PurposeView(
                                each.purpose().value(), CountsView.of(each.counts()), TimesView.of(each.times())))
                        .toList());
    }
}
