package dev.countersign.service.console;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gives an agent's desktop what opens a panel in it: once, within two minutes. */
@ApplicationScoped
public class IssuePanelToken {
    /** Long enough for a slow desktop to load a page. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    /** A working day; renewed or not. */
    static final Duration LONGEST = Duration.ofHours(10);

    private final Panels panels;
    private final PanelAccess access;
    private final Interactions interactions;
    private final CurrentCaller caller;
    private final Random random;
    private final Clock clock;

    IssuePanelToken(
            Panels panels,
            PanelAccess access,
            Interactions interactions,
            CurrentCaller caller,
            Random random,
            Clock clock) {
        this.panels = panels;
        this.access = access;
        this.interactions = interactions;
        this.caller = caller;
        this.random = random;
        this.clock = clock;
    }

    /** What opens a panel. */
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[until " + expiresAt + "]";
        }
    }

    /**
     * Returns a token, which is not kept.
     *
     * @throws Problem not-found; state-conflict when the interaction is closed; invalid-value when the agent is not the
     *     active account that has it
     */
    @Transactional
    public Issued issue(String agent, InteractionId id) {
        Interaction interaction = interactions
                .find(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such interaction."));
        if (!interaction.open()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The interaction is closed (expected: open).");
        }
        Instant now = clock.instant();
        Panel panel = new Panel(agent, id, caller.name(), now.plus(LONGEST));
        if (access.holding(panel).isEmpty()) {
            // In the same words whatever is wrong: which accounts there are is not told.
            throw new Problem(ProblemType.INVALID_VALUE, "The interaction is not this agent's.")
                    .at("/agent", "expected: the active agent to whom the interaction is assigned");
        }
        String token = PanelTokenGrant.OPENS + random.token();
        Instant expiresAt = now.plus(LIFETIME);
        panels.add(new Panels.Secret(token, expiresAt), panel);
        return new Issued(token, expiresAt);
    }
}
