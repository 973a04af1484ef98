package dev.countersign.service.content;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Begins an upload: its place in the interaction, its key and its store. The bytes follow by {@link ReceiveContent}. */
@ApplicationScoped
public class CreateContent {
    private final Uploader uploader;
    private final Contents contents;
    private final SealedContents sealed;
    private final ContentKeys keys;
    private final ContentBounds bounds;
    private final ContentStores stores;

    CreateContent(
            Uploader uploader,
            Contents contents,
            SealedContents sealed,
            ContentKeys keys,
            ContentBounds bounds,
            ContentStores stores) {
        this.uploader = uploader;
        this.contents = contents;
        this.sealed = sealed;
        this.keys = keys;
        this.bounds = bounds;
        this.stores = stores;
    }

    /** Who uploads, where and when. */
    @ApplicationScoped
    static class Uploader {
        private final FindInteraction findInteraction;
        private final Customers customers;
        private final PersonalData personalData;
        private final CurrentCaller caller;
        private final SortableIds ids;
        private final Clock clock;

        Uploader(
                FindInteraction findInteraction,
                Customers customers,
                PersonalData personalData,
                CurrentCaller caller,
                SortableIds ids,
                Clock clock) {
            this.findInteraction = findInteraction;
            this.customers = customers;
            this.personalData = personalData;
            this.caller = caller;
            this.ids = ids;
            this.clock = clock;
        }

        Interaction interaction(InteractionId id) {
            return findInteraction.find(id);
        }

        /** Whoever is erased, even at this moment, gets no new key. */
        void admit(Interaction interaction) {
            Optional<CustomerId> customer = interaction.customer();
            if (customer.isPresent()
                    && (customers.find(customer.get()).isEmpty()
                            || !personalData.hold(customer.get().value()))) {
                throw new Problem(ProblemType.STATE_CONFLICT, "The customer of this interaction was erased.");
            }
        }

        Content begin(Interaction interaction, NewContent asked, String store) {
            Instant now = clock.instant();
            return new Content(
                    new ContentId(ids.make("cnt")),
                    interaction.id(),
                    interaction
                            .customer()
                            .map(CustomerId::value)
                            .orElse(interaction.id().value()),
                    asked.kind(),
                    ContentState.UPLOADING,
                    asked.at(),
                    now,
                    caller.name(),
                    asked.size(),
                    0,
                    0,
                    store,
                    Optional.empty());
        }
    }

    /**
     * Returns the content, which has no bytes yet.
     *
     * @throws Problem not-found; forbidden when it is another agent's interaction; too-large when there is no room for so
     *     much; state-conflict when there are too many already, or the customer was erased
     */
    @Transactional
    public Content create(InteractionId id, NewContent asked) {
        Interaction interaction = uploader.interaction(id);
        // Locks in the order in which others take them: the interaction's contents, then the customer's key.
        contents.lock(id);
        uploader.admit(interaction);
        List<Content> others = contents.of(id);
        if (others.size() >= bounds.mostOfAnInteraction()) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "The interaction has " + others.size() + " contents (expected: < " + bounds.mostOfAnInteraction()
                            + ").");
        }
        long announced = asked.size().orElse(0);
        if (announced > bounds.mostBytes()) {
            throw new Problem(
                    ProblemType.TOO_LARGE, "size: " + announced + " (expected: <= " + bounds.mostBytes() + ")");
        }
        if (announced > bounds.mostBytesOfAnInteraction() - bytes(others)) {
            throw new Problem(ProblemType.TOO_LARGE, "The interaction has no room for so much more content.");
        }
        Content begun = uploader.begin(interaction, asked, stores.current().label());
        keys.prepare(id, begun.owner());
        sealed.add(begun, asked.description());
        return begun;
    }

    static long bytes(List<Content> contents) {
        return contents.stream()
                .filter(content -> content.state() != ContentState.ERASED)
                .mapToLong(
                        content -> Math.max(content.received(), content.size().orElse(0)))
                .sum();
    }
}
