package dev.countersign.samples.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints what happened and how long each step took. */
final class Timeline {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private long last = start;

    Timeline(PrintStream out) {
        this.out = out;
        out.printf(Locale.ROOT, "%10s %10s%n", "total ms", "step ms");
    }

    /** Prints a step that has just ended. */
    synchronized void step(String what) {
        long now = System.nanoTime();
        out.printf(Locale.ROOT, "%10.1f %10.1f  %s%n", millis(now - start), millis(now - last), what);
        last = now;
    }

    private static double millis(long nanos) {
        return Duration.ofNanos(nanos).toNanos() / 1_000_000.0;
    }
}
