package dev.countersign.wallet;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the wallet remembers of the logs of organisations. Durable when {@link #save} returns: whoever forgets the largest checkpoint
 * cannot notice that a log lost some.
 */
public interface KnownLogs {
    /** Returns all, in any order. */
    List<KnownLog> all();

    /** Saves what is known of a log; it takes the place of what was known of the log at the same address. */
    void save(KnownLog log);

    /** Returns what is known of the log at this address. */
    default Optional<KnownLog> find(URI address) {
        return all().stream().filter(log -> log.address().equals(address)).findFirst();
    }
}
