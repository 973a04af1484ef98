package dev.countersign.service.console;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Fallback;
import dev.countersign.service.consent.Fallbacks;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionFilter;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Shows the signed-in agent what lies on their desk: their open interactions and how far each has come. */
@ApplicationScoped
public class ShowDesk {
    /** Nobody is in more conversations than this at once; what is older is not shown. */
    private static final int MOST = 100;

    private final Interactions interactions;
    private final Challenges challenges;
    private final Fallbacks fallbacks;
    private final CurrentCaller caller;

    ShowDesk(Interactions interactions, Challenges challenges, Fallbacks fallbacks, CurrentCaller caller) {
        this.interactions = interactions;
        this.challenges = challenges;
        this.fallbacks = fallbacks;
        this.caller = caller;
    }

    /**
     * One open interaction.
     *
     * @param latest what was asked last in it, if anything
     * @param fallback what the agent decided without a wallet, if anything
     */
    public record DeskItem(Interaction interaction, Optional<ConsentChallenge> latest, Optional<Fallback> fallback) {}

    /**
     * Returns the caller's own open interactions, newest first.
     *
     * @throws Problem forbidden for anybody but staff
     */
    @Transactional
    public List<DeskItem> show() {
        String account = caller.staffAccount()
                .orElseThrow(() -> new Problem(ProblemType.FORBIDDEN, "The desk is for staff accounts."));
        InteractionFilter mine = new InteractionFilter(Optional.of(account), Optional.of(true));
        return interactions.list(mine, new PageRequest(MOST, Optional.empty())).items().stream()
                .map(this::item)
                .toList();
    }

    /** Returns one of the caller's own open interactions; empty when it is closed or somebody else's. */
    @Transactional
    public Optional<DeskItem> show(InteractionId id) {
        return interactions
                .find(id)
                .filter(found -> found.open()
                        && caller.staffAccount().filter(found::assignedTo).isPresent())
                .map(this::item);
    }

    private DeskItem item(Interaction interaction) {
        return new DeskItem(interaction, latest(interaction), fallbacks.latest(interaction.id()));
    }

    private Optional<ConsentChallenge> latest(Interaction interaction) {
        List<ConsentChallenge> asked = challenges.of(interaction.id());
        return asked.isEmpty() ? Optional.empty() : Optional.of(asked.get(asked.size() - 1));
    }
}
