package dev.countersign.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/**
 * Looks for the highest rate that the service sustains: no call fails, and 95 of 100 have a service share within a limit.
 * A queue that grows breaks any limit before long.
 *
 * @param limit of the service share at the 95th percentile
 * @param duration of each trial
 */
record Search(Duration limit, Duration duration) {
    private static final double GROWTH = 1.5;
    private static final double PRECISION = 1.05;
    private static final double LOWEST = 1;

    /** Finds it to within five in a hundred; empty when even one call a second is too much. Prints each trial. */
    OptionalDouble run(double firstRate, Callable<Timings> call, PrintStream out) throws InterruptedException {
        out.printf(
                Locale.ROOT,
                "%10s %10s %10s %10s %10s %8s%n",
                "asked /s",
                "done /s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "failed");
        double rate = firstRate;
        while (!sustained(rate, call, out)) {
            rate /= GROWTH;
            if (rate < LOWEST) {
                return OptionalDouble.empty();
            }
        }
        double good = rate;
        double bad = rate == firstRate ? Double.POSITIVE_INFINITY : rate * GROWTH;
        while (bad / good > PRECISION) {
            double next = Double.isInfinite(bad) ? good * GROWTH : Math.sqrt(good * bad);
            if (sustained(next, call, out)) {
                good = next;
            } else {
                bad = next;
            }
        }
        return OptionalDouble.of(good);
    }

    private boolean sustained(double rate, Callable<Timings> call, PrintStream out) throws InterruptedException {
        Figures figures = new OpenLoop(rate, duration).run(call);
        out.printf(
                Locale.ROOT,
                "%10.1f %10.1f %10.1f %10.1f %10.1f %8d%n",
                rate,
                figures.rate(),
                millis(figures.serviceShare(50)),
                millis(figures.serviceShare(95)),
                millis(figures.serviceShare(99)),
                figures.failures());
        return figures.failures() == 0 && figures.serviceShare(95).compareTo(limit) <= 0;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1_000_000.0;
    }
}
