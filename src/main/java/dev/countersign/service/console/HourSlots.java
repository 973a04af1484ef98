package dev.countersign.service.console;

import dev.countersign.service.consent.AnswerTimes;
import dev.countersign.service.consent.ChallengeCounts;
import dev.countersign.service.consent.ChallengeFigures;
import dev.countersign.service.consent.ChallengePeriod;
import dev.countersign.service.consent.PurposeName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hours of a period as the clocks on the wall show them, and what they add up to. Where the clock is turned back an hour
 * comes twice; where it is turned forward one is missing.
 */
record HourSlots(ZoneId zone, List<Instant> starts) {
    /** Longer periods are shown by days. */
    private static final Duration LONGEST_BY_HOURS = Duration.ofHours(49);

    private static final int HOURS_OF_DAY = 24;

    static HourSlots of(ChallengePeriod period, ZoneId zone) {
        List<Instant> starts = new ArrayList<>();
        ZonedDateTime hour = period.since().atZone(zone).truncatedTo(ChronoUnit.HOURS);
        while (hour.toInstant().isBefore(period.until())) {
            starts.add(hour.toInstant());
            hour = hour.plusHours(1);
        }
        return new HourSlots(zone, Collections.unmodifiableList(starts));
    }

    /** Adds up what was counted by these hours. */
    Statistics gather(ChallengePeriod period, ChallengeFigures.Figures figures) {
        boolean byHours = Duration.between(period.since(), period.until()).compareTo(LONGEST_BY_HOURS) <= 0;
        Map<Instant, ChallengeCounts> spans = new TreeMap<>();
        starts.forEach(start -> spans.put(byHours ? start : day(start), ChallengeCounts.NONE));
        List<ChallengeCounts> hoursOfDay = new ArrayList<>(Collections.nCopies(HOURS_OF_DAY, ChallengeCounts.NONE));
        Map<PurposeName, ChallengeCounts> purposes = new TreeMap<>(Comparator.comparing(PurposeName::value));
        ChallengeCounts totals = ChallengeCounts.NONE;
        for (ChallengeFigures.Line line : figures.lines()) {
            ChallengeCounts counts = line.counts();
            spans.merge(byHours ? line.slot() : day(line.slot()), counts, ChallengeCounts::plus);
            int hour = line.slot().atZone(zone).getHour();
            hoursOfDay.set(hour, hoursOfDay.get(hour).plus(counts));
            purposes.merge(line.purpose(), counts, ChallengeCounts::plus);
            totals = totals.plus(counts);
        }
        return new Statistics(
                period,
                zone,
                totals,
                figures.times(),
                figures.fallback(),
                new Statistics.Course(
                        byHours ? Duration.ofHours(1) : Duration.ofDays(1),
                        spans.entrySet().stream()
                                .map(span -> new Statistics.Span(span.getKey(), span.getValue()))
                                .toList()),
                hoursOfDay,
                purposes.entrySet().stream()
                        .map(purpose -> new Statistics.OfPurpose(
                                purpose.getKey(),
                                purpose.getValue(),
                                figures.timesByPurpose().getOrDefault(purpose.getKey(), AnswerTimes.NONE)))
                        .sorted(Comparator.comparingLong((Statistics.OfPurpose each) ->
                                        each.counts().asked())
                                .reversed())
                        .toList());
    }

    private Instant day(Instant hour) {
        return hour.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
