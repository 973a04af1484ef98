package dev.countersign.samples.verify;

/** What a script reads. Two is picocli's, for a command line that is wrong. */
final class ExitCode {
    /** Every check was made and holds. */
    static final int HOLDS = 0;

    /** A check was made and does not hold, or the file cannot be read. */
    static final int REFUSED = 1;

    /** Nothing is wrong, but something that must be known is not. */
    static final int INCOMPLETE = 3;

    private ExitCode() {}
}
