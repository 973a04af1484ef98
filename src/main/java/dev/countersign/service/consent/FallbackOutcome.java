package dev.countersign.service.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of an organisation's own questions, asked of somebody whom no wallet verified. */
public enum FallbackOutcome {
    /** The agent believes that it is the customer. */
    PASSED,
    /** The agent does not. */
    FAILED;

    /** Returns the outcome of this name in the API; empty when there is none. */
    public static Optional<FallbackOutcome> named(String wireName) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.wireName().equals(wireName))
                .findFirst();
    }

    /** Returns its name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
