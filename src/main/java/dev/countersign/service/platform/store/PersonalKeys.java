package dev.countersign.service.platform.store;

import dev.countersign.service.platform.ErasedDataException;
import java.util.List;
import java.util.Optional;

/** Where wrapped keys of owners lie. */
sealed interface PersonalKeys permits PersonalKeyRows, KeysApart {
    /**
     * Returns an owner's wrapped key; empty when none was made yet.
     *
     * @throws ErasedDataException when it was destroyed
     */
    Optional<byte[]> find(String owner);

    /** Adds a wrapped key; nothing changes when the owner has one, or was erased. */
    void add(String owner, byte[] wrapped);

    /** Keeps an owner's key from being destroyed until the caller's transaction ends; false when there is none. */
    boolean hold(String owner);

    /** Destroys an owner's key with the caller's transaction, and makes sure that the owner gets no other. */
    void erase(String owner);

    /**
     * Returns the next erased owners in order of their names, at most {@code most}.
     *
     * @param after the last one known; empty for the first
     */
    List<String> erased(String after, int most);
}
