package dev.countersign.wallet;

import java.util.Optional;

/**
 * Where holder keys are made and kept.
 *
 * <p>A key is durable when {@link #create} returns: a credential bound to a lost key would be lost as well.
 */
public interface HolderKeys {
    /** Makes a new key for ES256 (HAIP 1.0 section 7 demands it of everybody). */
    HolderKey create();

    /** Returns the key of this name. */
    Optional<HolderKey> find(KeyThumbprint name);

    /** Forgets a key for good; nothing happens when there is none. */
    void destroy(KeyThumbprint name);
}
