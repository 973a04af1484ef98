package dev.countersign.service.consent.web;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts the open streams of pages that anybody may open: so many for one page, so many on this node. */
@Singleton
class RequestPageListeners {
    static final int MOST_OF_A_PAGE = 6;
    static final int MOST = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /**
     * Returns the stream; it counts from now until it ends or its listener leaves.
     *
     * @throws Problem too-many-requests when there are too many
     */
    <T> Multi<T> counted(String page, Multi<T> stream) {
        enter(page);
        return stream.onTermination().invoke(() -> leave(page));
    }

    private synchronized void enter(String page) {
        int ofPage = open.getOrDefault(page, 0);
        if (ofPage >= MOST_OF_A_PAGE || all >= MOST) {
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "This page is open too often.").retryAfter(PATIENCE);
        }
        open.put(page, ofPage + 1);
        all++;
    }

    private synchronized void leave(String page) {
        open.computeIfPresent(page, (name, count) -> count > 1 ? count - 1 : null);
        all--;
    }
}
