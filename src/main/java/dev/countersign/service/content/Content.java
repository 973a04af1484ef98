package dev.countersign.service.content;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One recording, transcript or attachment.
 *
 * @param owner whose key seals it: the customer, or the interaction where nobody is known
 * @param at when it came about, as its source says
 * @param size bytes that were announced; absent when the uploader did not know
 * @param received bytes that are durable
 * @param parts how many stored objects hold them
 * @param store label of the {@link ContentStore} that holds them
 */
public record Content(
        ContentId id,
        InteractionId interaction,
        String owner,
        ContentKind kind,
        ContentState state,
        Instant at,
        Instant createdAt,
        String uploader,
        OptionalLong size,
        long received,
        int parts,
        String store,
        Optional<Instant> completedAt) {

    @Override
    public String toString() {
        return "Content[" + id + ", " + state + "]";
    }
}
