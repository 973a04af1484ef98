package dev.countersign.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long each exchange of one call took.. */
final class Timings {
    // Wallets tell some things in the background.
    private final Map<Step, Long> nanos = new ConcurrentHashMap<>();

    /** Something that may fail with whatever it likes. */
    interface Exchange<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    /** Runs an exchange and takes its time; a step that happens twice adds up. */
    <T, E extends Exception> T time(Step step, Exchange<T, E> exchange) throws E, InterruptedException {
        long start = System.nanoTime();
        try {
            return exchange.run();
        } finally {
            nanos.merge(step, System.nanoTime() - start, Long::sum);
        }
    }

    /** Adds a time that was taken elsewhere. */
    void add(Step step, long taken) {
        nanos.merge(step, taken, Long::sum);
    }

    Map<Step, Long> nanos() {
        Map<Step, Long> copy = new EnumMap<>(Step.class);
        copy.putAll(nanos);
        return copy;
    }

    /** Returns the sum of the exchanges of the challenge. */
    long serviceShareNanos() {
        return nanos.entrySet().stream()
                .filter(entry -> entry.getKey().ofChallenge())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
