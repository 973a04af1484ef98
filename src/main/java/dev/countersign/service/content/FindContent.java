package dev.countersign.service.content;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.access.Roles;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Finds contents for somebody who may know of them; not their bytes. */
@ApplicationScoped
public class FindContent {
    private final Contents contents;
    private final SealedContents sealed;
    private final FindInteraction findInteraction;
    private final Interactions interactions;
    private final CurrentCaller caller;

    FindContent(
            Contents contents,
            SealedContents sealed,
            FindInteraction findInteraction,
            Interactions interactions,
            CurrentCaller caller) {
        this.contents = contents;
        this.sealed = sealed;
        this.findInteraction = findInteraction;
        this.interactions = interactions;
        this.caller = caller;
    }

    /**
     * A content and what its uploader says of it.
     *
     * @param description absent once it is erased
     */
    public record Described(Content content, Optional<ContentDescription> description) {}

    /**
     * Lists the contents of an interaction, oldest first.
     *
     * @throws Problem not-found; forbidden when it is another agent's
     */
    @Transactional
    public List<Described> of(InteractionId interaction) {
        check(interaction);
        return contents.of(interaction).stream().map(this::described).toList();
    }

    /**
     * Finds one and what is said of it.
     *
     * @throws Problem not-found; forbidden when it is of another agent's interaction
     */
    @Transactional
    public Described describe(ContentId id) {
        return described(find(id));
    }

    Content find(ContentId id) {
        Content content =
                contents.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such content."));
        check(content.interaction());
        return content;
    }

    private void check(InteractionId interaction) {
        if (!caller.hasRole(Roles.AUDITOR)) {
            findInteraction.find(interaction);
        } else if (interactions.find(interaction).isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such interaction.");
        }
    }

    private Described described(Content content) {
        return new Described(content, sealed.description(content));
    }
}
