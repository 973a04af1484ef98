package dev.countersign.service.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Things fetched from others, kept for as long as they may be, and never more than so many of them.
 *
 * <p>Many who ask for one thing at once cause one fetch. Failures are remembered too, for as long as {@link Keeping} says,
 * so that a dead host does not cost every caller its time-out.
 */
final class Remembered<K, V> {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Cache<K, CompletableFuture<Entry<V>>> entries;
    private final Clock clock;
    private final Keeping<V> keeping;
    private final Function<K, V> fetch;

    Remembered(int maxEntries, Clock clock, Keeping<V> keeping, Function<K, V> fetch) {
        this.entries = Caffeine.newBuilder().maximumSize(maxEntries).build();
        this.clock = clock;
        this.keeping = keeping;
        this.fetch = fetch;
    }

    /** How long a thing may be kept. */
    @FunctionalInterface
    interface Keeping<V> {
        /** Returns when it must be fetched again. */
        Instant until(V value, Instant fetchedAt);
    }

    private record Entry<V>(V value, Instant fetchedAt) {}

    /** Returns the thing, fetched now or earlier. */
    V get(K key) {
        return fetchedWithin(key, FOR_EVER);
    }

    /** Returns the thing, fetched now or no longer ago than {@code age}; for a second look when something is missing. */
    V fetchedWithin(K key, Duration age) {
        Instant now = clock.instant();
        CompletableFuture<Entry<V>> mine = new CompletableFuture<>();
        CompletableFuture<Entry<V>> there = entries.asMap()
                .compute(key, (same, known) -> known != null && isUsable(known, now, age) ? known : mine);
        if (there == mine) {
            fill(key, mine);
        }
        return there.join().value();
    }

    private void fill(K key, CompletableFuture<Entry<V>> mine) {
        try {
            mine.complete(new Entry<>(fetch.apply(key), clock.instant()));
        } finally {
            // Only when fetch threw: those who wait must not wait for ever, and the next one tries again.
            if (mine.completeExceptionally(new IllegalStateException("the fetch broke"))) {
                entries.asMap().remove(key, mine);
            }
        }
    }

    private boolean isUsable(CompletableFuture<Entry<V>> known, Instant now, Duration age) {
        if (!known.isDone()) {
            return true;
        }
        if (known.isCompletedExceptionally()) {
            return false;
        }
        Entry<V> entry = known.join();
        return now.isBefore(keeping.until(entry.value(), entry.fetchedAt()))
                && now.isBefore(entry.fetchedAt().plus(age));
    }
}
