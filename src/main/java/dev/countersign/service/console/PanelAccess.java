package dev.countersign.service.console;

import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.Roles;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffAccounts;
import dev.countersign.service.interaction.Interactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says who calls from a panel, anew at each request: when the interaction is closed or somebody else's, or the account is
 * suspended, the same token opens nothing.
 */
@ApplicationScoped
public class PanelAccess {
    /** What an agent may be in a panel; an administrator is none there. */
    private static final Set<String> ROLES_AT_THE_DESK = Set.of(Roles.AGENT, Roles.SUPERVISOR);

    private final Panels panels;
    private final StaffAccounts accounts;
    private final Interactions interactions;
    private final Clock clock;

    PanelAccess(Panels panels, StaffAccounts accounts, Interactions interactions, Clock clock) {
        this.panels = panels;
        this.accounts = accounts;
        this.interactions = interactions;
        this.clock = clock;
    }

    /** An agent in a panel. */
    public record InPanel(Panel panel, StaffAccount account) {
        /** Returns the roles that count here. */
        public Set<String> roles() {
            Set<String> roles = new TreeSet<>(account.roles());
            roles.retainAll(ROLES_AT_THE_DESK);
            return roles;
        }
    }

    /** Returns who calls with this token; empty when it opens nothing. */
    @Transactional
    public Optional<InPanel> find(String accessToken) {
        return panels.find(accessToken, clock.instant()).flatMap(this::holding);
    }

    /** Returns the agent of a panel, as long as they may have it. */
    Optional<InPanel> holding(Panel panel) {
        boolean theirs = interactions
                .find(panel.interaction())
                .filter(interaction -> interaction.open() && interaction.assignedTo(panel.agent()))
                .isPresent();
        return accounts.find(panel.agent())
                .filter(account -> theirs && account.state() == AccountState.ACTIVE)
                .map(account -> new InPanel(panel, account))
                .filter(inPanel -> !inPanel.roles().isEmpty());
    }
}
