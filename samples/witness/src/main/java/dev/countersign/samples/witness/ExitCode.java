package dev.countersign.samples.witness;

/** What a script reads. Two is picocli's, for a command line that is wrong. */
final class ExitCode {
    static final int FINE = 0;
    static final int ALARM = 1;
    static final int USAGE = 2;
    static final int TRY_AGAIN = 3;

    private ExitCode() {}
}
