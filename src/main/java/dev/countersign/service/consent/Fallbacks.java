package dev.countersign.service.consent;

import dev.countersign.service.interaction.InteractionId;
import java.util.Optional;

/** Where decisions made without a wallet last. All calls join the caller's transaction. */
public interface Fallbacks {
    /** Keeps one; earlier ones of the same interaction stay. */
    void add(Fallback fallback);

    /** Finds the latest of an interaction: an agent may correct themselves. */
    Optional<Fallback> latest(InteractionId interaction);
}
