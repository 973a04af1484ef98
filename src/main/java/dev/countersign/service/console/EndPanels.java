package dev.countersign.service.console;

import dev.countersign.service.access.SessionsListener;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionListener;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends panels with what they belong to: the interaction, or the sessions of the account. */
@ApplicationScoped
class EndPanels implements InteractionListener, SessionsListener {
    private final Panels panels;

    EndPanels(Panels panels) {
        this.panels = panels;
    }

    @Override
    public void closed(Interaction interaction) {
        panels.end(interaction.id());
    }

    @Override
    public void ended(String account) {
        panels.end(account);
    }
}
