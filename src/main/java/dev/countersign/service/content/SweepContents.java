package dev.countersign.service.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Removes uploads that never ended, and objects that no content refers to: of erased contents, of uploads that lost, of
 * nodes that died. Any node may, and all may at once.
 */
@ApplicationScoped
public class SweepContents {
    private static final Logger LOG = Logger.getLogger(SweepContents.class);

    /** Longer than any part is on its way before it counts. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private static final int AT_ONCE = 500;

    private final Expire expire;
    private final Contents contents;
    private final ContentStores stores;
    private final Clock clock;

    SweepContents(Expire expire, Contents contents, ContentStores stores, Clock clock) {
        this.expire = expire;
        this.contents = contents;
        this.stores = stores;
        this.clock = clock;
    }

    /** Ends uploads whose time is over. */
    @ApplicationScoped
    static class Expire {
        private final Contents contents;
        private final ContentBounds bounds;

        Expire(Contents contents, ContentBounds bounds) {
            this.contents = contents;
            this.bounds = bounds;
        }

        @Transactional
        public void expire(Instant now) {
            contents.erase(contents.unfinishedBefore(now.minus(bounds.uploadTime())));
        }
    }

    /** Removes what is due now; returns how many objects. */
    public int sweep() {
        Instant now = clock.instant();
        expire.expire(now);
        return stores.all().stream()
                .mapToInt(store -> sweep(store, now.minus(SETTLED)))
                .sum();
    }

    private int sweep(ContentStore store, Instant before) {
        int removed = 0;
        String after = "";
        try {
            List<String> found = store.olderThan(before, after, AT_ONCE);
            while (!found.isEmpty()) {
                Set<String> referenced = contents.referenced(found);
                for (String object : found) {
                    if (!referenced.contains(object)) {
                        store.delete(object);
                        removed++;
                    }
                }
                after = found.get(found.size() - 1);
                found = store.olderThan(before, after, AT_ONCE);
            }
        } catch (IOException e) {
            LOG.warnf(e, "the store %s could not be swept to its end", store.label());
        }
        return removed;
    }
}
