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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Figures as the API shows them.
 *
 * @param asOf when they were counted
 * @param step of the series: PT1H or P1D
 * @param hoursOfDay all days of the period laid over each other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Statistics", description = "What was asked in a period and what came of it")
record StatisticsView(
        Instant since,
        Instant until,
        @Schema(description = "When it was counted") Instant asOf,

        @Schema(description = "IANA name of the zone whose hours and days count")
        String timeZone,

        @Schema(description = "Only questions for this one were counted") @Nullable
        String purpose,

        CountsView totals,

        @Schema(description = "From asking to the verified answer")
        TimesView timeToVerified,

        FallbackView fallback,

        @Schema(
                description = "Of the series",
                enumeration = {"PT1H", "P1D"})
        String step,

        @Schema(description = "Oldest first") List<SpanView> series,

        @Schema(description = "All days of the period laid over each other")
        List<HourView> hoursOfDay,

        List<PurposeView> purposes) {

    /**
     * How many questions stand how; together they are {@code asked}.
     *
     * @param open not ended yet
     */
    @Schema(name = "ChallengeCounts", description = "How many questions stand how; together they are asked")
    record CountsView(
            long asked,
            long verified,
            long declined,
            long reported,
            long rejected,
            long undecided,
            long expired,
            long cancelled,
            @Schema(description = "Not ended yet") long open) {
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
    @Schema(name = "AnswerTimes", description = "How long verified answers took")
    record TimesView(
            @Schema(description = "How many there were") long count,

            @Schema(description = "Half were faster; absent below five answers") @Nullable
            Duration p50,

            @Schema(description = "19 of 20 were faster; absent below twenty answers") @Nullable
            Duration p95) {
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
    @Schema(name = "FallbackShare", description = "How often agents fell back on other questions")
    record FallbackView(
            long interactions,

            @Schema(description = "Interactions in which anything was asked")
            long of) {
        static FallbackView of(FallbackShare share) {
            return new FallbackView(share.interactions(), share.of());
        }
    }

    /** The questions of a span of time. */
    @Schema(name = "StatisticsSpan", description = "The questions of a span of time")
    record SpanView(Instant from, CountsView counts) {}

    /** The questions of an hour of the day. */
    @Schema(name = "StatisticsHour", description = "The questions of an hour of the day")
    record HourView(@Schema(minimum = "0", maximum = "23") int hour, CountsView counts) {}

    /** The questions of a purpose. */
    @Schema(name = "PurposeStatistics", description = "The questions for a purpose")
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
