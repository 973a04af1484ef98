package dev.countersign.service.interaction;

import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Opens an interaction, once for each of the platform's own ids. */
@ApplicationScoped
public class OpenInteraction {
    private final Interactions interactions;
    private final Wallets wallets;
    private final KeepCallerPhone callerPhone;
    private final InteractionEvents events;
    private final Instance<InteractionListener> listeners;
    private final SortableIds ids;
    private final Clock clock;

    OpenInteraction(
            Interactions interactions,
            Wallets wallets,
            KeepCallerPhone callerPhone,
            InteractionEvents events,
            @Any Instance<InteractionListener> listeners,
            SortableIds ids,
            Clock clock) {
        this.interactions = interactions;
        this.wallets = wallets;
        this.callerPhone = callerPhone;
        this.events = events;
        this.listeners = listeners;
        this.ids = ids;
        this.clock = clock;
    }

    /** Returns the new interaction, or the open one that has this external id on this channel. */
    @Transactional
    public Interaction open(NewInteraction asked) {
        Optional<Interaction> known =
                asked.externalId().flatMap(external -> interactions.findOpen(asked.channel(), external));
        if (known.isPresent()) {
            return taken(known.get(), asked);
        }
        Interaction opened = new Interaction(
                new InteractionId(ids.make("int")),
                asked.channel(),
                asked.direction(),
                asked.externalId(),
                asked.customer().map(Customer::id),
                // Only somebody who can be asked has a hint: an unknown and an unenrolled customer look alike.
                asked.customer()
                        .filter(customer -> !wallets.active(customer.id()).isEmpty())
                        .map(customer -> MaskedName.of(customer.displayName())),
                asked.agent(),
                clock.instant(),
                Optional.empty());
        interactions.add(opened);
        asked.customer().ifPresent(customer -> asked.phone()
                .ifPresent(phone -> callerPhone.keep(opened.id(), customer.id(), phone)));
        listeners.forEach(listener -> listener.opened(opened));
        events.opened(opened);
        return opened;
    }

    // A platform may open a call before it knows whose it will be; the agent's desk then opens it again by its name.
    private Interaction taken(Interaction known, NewInteraction asked) {
        if (asked.agent().isEmpty()) {
            return known;
        }
        Interaction held = interactions.hold(known.id()).orElseThrow();
        if (held.agent().isPresent()) {
            return held;
        }
        if (!interactions.assign(known.id(), asked.agent().get())) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The interaction was closed a moment ago.");
        }
        Interaction taken = interactions.find(known.id()).orElseThrow();
        events.assigned(taken);
        return taken;
    }
}
