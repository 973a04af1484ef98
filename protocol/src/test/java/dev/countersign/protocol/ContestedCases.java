package dev.countersign.protocol;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The one list of vector cases whose verdict we do not share, each with the reason. All vector tests of this module look
 * here; whoever adds a line says which text decides.
 */
public final class ContestedCases {
    private static final Map<String, String> REASONS = Map.of();

    private ContestedCases() {}

    /** Skips the test of a contested case, with the reason. */
    public static void skip(String id) {
        String reason = REASONS.get(id);
        Assumptions.assumeTrue(reason == null, () -> id + " is contested: " + reason);
    }
}
