package dev.countersign.wallet;

import java.util.List;

/**
 * Where credentials are kept, encrypted at rest.
 *
 * <p>What was saved is durable when {@link #save} returns, whole or not at all. Nothing is retried; a store that cannot
 * be read or written throws {@link java.io.UncheckedIOException}. The wallet is its only writer.
 */
public interface CredentialStore {
    /** Returns all, the oldest first. */
    List<StoredCredential> all();

    /** Saves a new credential, or replaces the one with the same id. */
    void save(StoredCredential credential);

    /** Forgets one for good; nothing happens when there is none. */
    void remove(CredentialId id);
}
