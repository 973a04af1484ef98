package dev.countersign.service.content;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the record of contents lasts; not their bytes. All calls join the caller's transaction. */
public interface Contents {
    /**
     * What is sealed about a content.
     *
     * @param description the uploader's words
     * @param progress the {@link Progress} so far
     */
    // Never compared; both are only stored.
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(byte[] description, byte[] progress) {
        @Override
        public String toString() {
            return "Sealed";
        }
    }

    /** Keeps a new one. */
    void add(Content content, Sealed sealed);

    /** Finds one by its name. */
    Optional<Content> find(ContentId id);

    /** Returns what is sealed; empty once it is erased. */
    Optional<Sealed> sealed(ContentId id);

    /** Lists those of an interaction, oldest first. */
    List<Content> of(InteractionId interaction);

    /** Makes others who add to this interaction wait until the caller's transaction ends. */
    void lock(InteractionId interaction);

    /** Lists the parts, in order. */
    List<ContentPart> parts(ContentId id);

    /**
     * Adds a part behind those that were there when {@code before} was read.
     *
     * @param progress sealed, with the part in it
     * @return false when another upload was faster, or it takes no more bytes
     */
    boolean append(Content before, ContentPart part, byte[] progress);

    /**
     * Ends the upload.
     *
     * @return false when bytes came in since {@code before} was read, or it has ended already
     */
    boolean complete(Content before, Instant at);

    /**
     * Forgets what is sealed and the parts of one that is in this state; what is in the store stays there.
     *
     * @return false when its state was another
     */
    boolean erase(ContentId id, ContentState from);

    /** Forgets what is sealed and the parts of these; what is in the store is swept later. */
    void erase(Collection<ContentId> ids);

    /** Lists those whose bytes are sealed for this owner and not erased. */
    List<ContentId> ofOwner(String owner);

    /** Lists uploads that were begun before this instant and never ended. */
    List<ContentId> unfinishedBefore(Instant instant);

    /** Returns which of these objects are parts of a content. */
    Set<String> referenced(Collection<String> objects);
}
