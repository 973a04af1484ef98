package dev.countersign.samples.didcli;

import dev.countersign.did.ResolutionError;

/** What a script reads. Two is picocli's, for a command line that is wrong. */
final class ExitCode {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int TRY_AGAIN = 3;

    private ExitCode() {}

    static int of(ResolutionError error) {
        return switch (error) {
            case UNREACHABLE, INTERNAL_ERROR -> TRY_AGAIN;
            default -> REFUSED;
        };
    }
}
