package dev.countersign.service.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many attempts to each endpoint this node makes at once, so that a slow one does not use up the threads of the others:
 * several where the last one went well, one where it was slow or failed.
 */
final class Lanes {
    /** Attempts to one endpoint at once. */
    static final int WIDE = 8;

    /** From here on an answer is slow. */
    static final Duration SLOW = Duration.ofSeconds(2);

    private static final int NARROW = 1;

    private final Map<EndpointId, Integer> underWay = new HashMap<>();
    private final Set<EndpointId> narrow = new HashSet<>();

    /** Lists endpoints that have no room. */
    synchronized Set<EndpointId> full() {
        Set<EndpointId> full = new HashSet<>();
        underWay.forEach((id, count) -> {
            if (count >= width(id)) {
                full.add(id);
            }
        });
        return full;
    }

    /** Returns how many more attempts there is room for. */
    synchronized int room(EndpointId id) {
        return Math.max(0, width(id) - underWay.getOrDefault(id, 0));
    }

    synchronized void begin(EndpointId id) {
        underWay.merge(id, 1, Integer::sum);
    }

    /** Ends an attempt that broke off, or was not made. */
    synchronized void end(EndpointId id) {
        underWay.computeIfPresent(id, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Ends an attempt, and learns from it. */
    synchronized void end(EndpointId id, SendOutcome outcome, Duration took) {
        end(id);
        if (outcome instanceof SendOutcome.Taken && took.compareTo(SLOW) < 0) {
            narrow.remove(id);
        } else {
            narrow.add(id);
        }
    }

    private int width(EndpointId id) {
        return narrow.contains(id) ? NARROW : WIDE;
    }
}
