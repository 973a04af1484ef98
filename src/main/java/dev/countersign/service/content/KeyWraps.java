package dev.countersign.service.content;

import dev.countersign.service.interaction.InteractionId;
import java.util.Optional;

/** Where wrapped keys of interactions last. All calls join the caller's transaction. */
public interface KeyWraps {
    /** Finds the key of an interaction as it is wrapped for a reader. */
    Optional<byte[]> find(InteractionId interaction, String reader);

    /** Keeps a key, wrapped for a reader. */
    void add(InteractionId interaction, String owner, String reader, byte[] wrapped);

    /** Makes others who look for this interaction's key wait until the caller's transaction ends. */
    void lock(InteractionId interaction);

    /** Removes all keys of interactions of this owner. */
    void forget(String owner);
}
