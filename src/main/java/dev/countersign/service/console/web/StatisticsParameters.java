package dev.countersign.service.console.web;

import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.console.StatisticsQuestion;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose a period. */
public class StatisticsParameters {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;

    @QueryParam("since")
    @Parameter(description = "RFC 3339 time; the beginning of today when absent", example = "2026-11-22T00:00:00Z")
    @Nullable
    String since;

    @QueryParam("until")
    @Parameter(description = "RFC 3339 time; now when absent. At most 92 days after since")
    @Nullable
    String until;

    @QueryParam("purpose")
    @Parameter(description = "Only questions for this purpose")
    @Nullable
    String purpose;

    @QueryParam("time_zone")
    @Parameter(
            description = "IANA name of the zone whose hours and days count; UTC when absent",
            example = "Europe/Madrid")
    @Nullable
    String timeZone;

    StatisticsQuestion question() {
        return new StatisticsQuestion(
                time("since", since),
                time("until", until),
                read("purpose", purpose, PurposeName::new, "the name of a purpose"),
                read("time_zone", timeZone, ZoneId::of, "an IANA name, as in Europe/Madrid")
                        .orElse(ZoneId.of("UTC")));
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        String expected = "an RFC 3339 time, as in 2026-11-22T00:00:00Z";
        Optional<Instant> time =
                read(name, text, value -> OffsetDateTime.parse(value).toInstant(), expected);
        // Far outside of what databases and calendars can count with.
        if (time.filter(each -> {
                    int year = each.atZone(ZoneId.of("UTC")).getYear();
                    return year < FIRST_YEAR || year > LAST_YEAR;
                })
                .isPresent()) {
            throw malformed(name, expected);
        }
        return time;
    }

    private static <T> Optional<T> read(
            String name, @Nullable String text, Function<String, T> parse, String expected) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw malformed(name, expected);
        }
    }

    private static Problem malformed(String name, String expected) {
        return new Problem(ProblemType.MALFORMED_REQUEST, name + ": (expected: " + expected + ")");
    }
}
