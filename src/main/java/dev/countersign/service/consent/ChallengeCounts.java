package dev.countersign.service.consent;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many challenges stand how. All together are those that were asked.
 *
 * @param byState by the name of the state in the API; those that have not ended count as {@link #OPEN}
 */
public record ChallengeCounts(Map<String, Long> byState) {
    /** Not ended yet. */
    public static final String OPEN = "open";

    /** Nothing was asked. */
    public static final ChallengeCounts NONE = new ChallengeCounts(Map.of());

    /** Keeps its own copy. */
    public ChallengeCounts {
        byState = Collections.unmodifiableMap(new TreeMap<>(byState));
    }

    /** Returns how many were asked. */
    public long asked() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many stand so. */
    public long in(String state) {
        return byState.getOrDefault(state, 0L);
    }

    /** Returns both together. */
    public ChallengeCounts plus(ChallengeCounts other) {
        Map<String, Long> sum = new TreeMap<>(byState);
        other.byState.forEach((state, count) -> sum.merge(state, count, Long::sum));
        return new ChallengeCounts(sum);
    }
}
