package dev.countersign.samples.witness;

import java.io.PrintStream;
import java.time.Clock;

/** What a witness tells whoever runs it, line by line with the time. */
final class Journal {
    private final PrintStream out;
    private final Clock clock;

    Journal(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Writes a line of everyday life. */
    void note(String line) {
        out.println(clock.instant() + " " + line);
    }

    /** Writes a line that somebody must read. */
    void alarm(String line) {
        out.println(clock.instant() + " ALARM " + line);
    }
}
