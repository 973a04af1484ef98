package dev.countersign.service.content;

import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** The record of who read what, and why. All calls join the caller's transaction. */
public interface Readings {
    /** Keeps a new one; its reason sealed under the owner's key. */
    void add(Reading reading);

    /** Finds one by its name. */
    Optional<Reading> find(ReadingId id);

    /**
     * Approves one that waits for it.
     *
     * @return false when it was approved already, or its time is over
     */
    boolean approve(ReadingId id, String approver, Instant at, Instant expiresAt);

    /** Counts that bytes were fetched; returns whether it was the first time. */
    boolean read(ReadingId id, Instant at);

    /** Lists those of an interaction, newest first. */
    Page<Reading> of(InteractionId interaction, PageRequest page);

    /** Lists those of everything that is sealed for this owner, newest first. */
    Page<Reading> ofOwner(String owner, PageRequest page);

    /** Forgets the reasons of readings of what was this owner's. */
    void forgetReasons(String owner);
}
