package dev.countersign.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** What a run came to. Calls report to it from many threads. */
final class Figures {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final int MOST_REASONS = 5;
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    private final Map<Step, Histogram> steps = new EnumMap<>(Step.class);
    private final Histogram serviceShare = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram late = new Histogram(SIGNIFICANT_DIGITS);
    private final List<String> reasons = new ArrayList<>();
    private final long start = System.nanoTime();
    private long last = start;
    private long failed;

    Figures() {
        for (Step step : Step.values()) {
            steps.put(step, new Histogram(SIGNIFICANT_DIGITS));
        }
    }

    /**
     * Counts a call that went well.
     *
     * @param lateNanos by how much it began after it was due; it counts as waited for the service, since a caller who is
     *     kept waiting waits, whoever is to blame
     */
    synchronized void succeeded(Timings timings, long lateNanos) {
        timings.nanos().forEach((step, nanos) -> Objects.requireNonNull(steps.get(step))
                .recordValue(nanos));
        late.recordValue(lateNanos);
        serviceShare.recordValue(lateNanos + timings.serviceShareNanos());
        last = System.nanoTime();
    }

    /** Counts a call that did not. */
    synchronized void failed(String reason) {
        failed++;
        if (reasons.size() < MOST_REASONS) {
            reasons.add(reason);
        }
    }

    synchronized long failures() {
        return failed;
    }

    synchronized long successes() {
        return serviceShare.getTotalCount();
    }

    /** Returns calls per second, from the beginning to the end of the last that went well. */
    synchronized double rate() {
        return last == start ? 0 : serviceShare.getTotalCount() * NANOS_PER_SECOND / (last - start);
    }

    /** Returns the service share that this part of the calls kept within. */
    synchronized Duration serviceShare(double percentile) {
        return Duration.ofNanos(serviceShare.getValueAtPercentile(percentile));
    }

    synchronized void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d calls, %.1f a second, %d failed%n%n%-26s %9s %9s %9s %9s  ms%n",
                serviceShare.getTotalCount(),
                rate(),
                failed,
                "",
                "p50",
                "p95",
                "p99",
                "max");
        line(out, "service share", serviceShare);
        steps.forEach((step, histogram) -> line(out, "  " + step.title(), histogram));
        line(out, "  began late by", late);
        printReasons(out);
    }

    /** Prints why calls failed; the first few of them. */
    synchronized void printReasons(PrintStream out) {
        reasons.forEach(reason -> out.println("failed: " + reason));
    }

    private static void line(PrintStream out, String title, Histogram histogram) {
        out.printf(
                Locale.ROOT,
                "%-26s %9.2f %9.2f %9.2f %9.2f%n",
                title,
                histogram.getValueAtPercentile(50) / NANOS_PER_MILLI,
                histogram.getValueAtPercentile(95) / NANOS_PER_MILLI,
                histogram.getValueAtPercentile(99) / NANOS_PER_MILLI,
                histogram.getMaxValue() / NANOS_PER_MILLI);
    }
}
