package dev.countersign.service.console;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.Optional;

/** Where panels and what opens them last. Secrets are kept by their hash. All calls join the caller's transaction. */
public interface Panels {
    /** A random text that opens something, and from when on it is refused. Its hash is kept, not itself. */
    record Secret(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "Secret[until " + expiresAt + "]";
        }
    }

    /** Keeps a token that may open this panel, once. */
    void add(Secret token, Panel panel);

    /**
     * Uses a token up: of two who bring it at once, one gets the panel.
     *
     * @return empty when there is no such token, it has expired, or it was used before
     */
    Optional<Panel> use(String token, Instant now);

    /** Keeps an open panel and the first token for its requests. */
    void open(Panel panel, Secret access, Instant now);

    /** Finds the panel whose requests carry this token; empty when either has ended. */
    Optional<Panel> find(String access, Instant now);

    /** Adds a token to the panel whose requests carry {@code access}; those it has stay until they expire. */
    void renew(String access, Secret next);

    /** Ends the panels of an interaction, and takes back the tokens that might open more. */
    void end(InteractionId interaction);

    /** Ends the panels of an agent, and takes back the tokens that might open more. */
    void end(String agent);
}
