package dev.countersign.service.retention;

import dev.countersign.protocol.MalformedInputException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;

/** How long something is kept: years, months and days of the calendar, as in {@code P5Y}; a day at least, a hundred years at most. */
public record Keep(Period period) {
    private static final int MOST_YEARS = 100;
    // Any day does: a hundred years from it are a hundred years.
    private static final LocalDate START = LocalDate.of(2000, 1, 1);

    public Keep {
        LocalDate end = end(period);
        if (!end.isAfter(START) || end.isAfter(START.plusYears(MOST_YEARS))) {
            throw new MalformedInputException("keep: (expected: P1D to P100Y)");
        }
    }

    private static LocalDate end(Period period) {
        try {
            return START.plus(period);
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedInputException("keep: (expected: P1D to P100Y)", e);
        }
    }

    /**
     * Reads ISO 8601 years, months, weeks and days.
     *
     * @throws MalformedInputException when it is something else, or out of bounds
     */
    public static Keep parse(String text) {
        try {
            return new Keep(Period.parse(text));
        } catch (DateTimeException e) {
            throw new MalformedInputException("keep: (expected: a period such as P5Y or P90D)", e);
        }
    }

    @Override
    public String toString() {
        return period.toString();
    }
}
