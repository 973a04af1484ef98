package dev.countersign.samples.verify;

import java.util.List;

/**
 * What all checks together come to.
 *
 * @param what was checked, in a word
 */
record Conclusion(String what, List<Check> checks) {
    Conclusion {
        checks = List.copyOf(checks);
    }

    static Conclusion of(String what, List<Check> checks) {
        return new Conclusion(what, checks);
    }

    /** Prints it, and returns the exit code. */
    int tell(Terminal terminal) {
        terminal.print("");
        if (has(Check.Outcome.REFUSED)) {
            terminal.print("This " + what + " does NOT hold.");
            return ExitCode.REFUSED;
        }
        if (has(Check.Outcome.UNKNOWN)) {
            terminal.print("Nothing is wrong, but it is not shown yet: see UNKNOWN above.");
            return ExitCode.INCOMPLETE;
        }
        terminal.print("This " + what + " holds.");
        return ExitCode.HOLDS;
    }

    private boolean has(Check.Outcome outcome) {
        return checks.stream().anyMatch(check -> check.outcome() == outcome);
    }
}
