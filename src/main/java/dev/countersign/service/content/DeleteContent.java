package dev.countersign.service.content;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Deletes a content that is complete: its parts at once, what is said of it, and so everything that could be read. That it
 * was there, its hash, and who deleted it and why stay in the interaction's record.
 */
@ApplicationScoped
public class DeleteContent {
    private static final Logger LOG = Logger.getLogger(DeleteContent.class);

    private final Forgetting forgetting;
    private final ContentStores stores;

    DeleteContent(Forgetting forgetting, ContentStores stores) {
        this.forgetting = forgetting;
        this.stores = stores;
    }

    /** The part of it that is one transaction. */
    @ApplicationScoped
    static class Forgetting {
        private final FindContent findContent;
        private final Contents contents;
        private final ContentTimeline timeline;
        private final CurrentCaller caller;
        private final Clock clock;

        Forgetting(
                FindContent findContent,
                Contents contents,
                ContentTimeline timeline,
                CurrentCaller caller,
                Clock clock) {
            this.findContent = findContent;
            this.contents = contents;
            this.timeline = timeline;
            this.caller = caller;
            this.clock = clock;
        }

        @Transactional
        public Forgotten forget(ContentId id, Reason why) {
            Content content = findContent.find(id);
            List<ContentPart> parts = contents.parts(id);
            if (!contents.erase(id, ContentState.COMPLETE)) {
                throw new Problem(
                        ProblemType.STATE_CONFLICT,
                        "The content is " + content.state().label() + " (expected: complete).");
            }
            timeline.append(
                    content.interaction(),
                    ContentTimeline.Step.DELETED,
                    new ContentTimeline.Told(
                            Json.object().put("content", id.value()).put("deleted_by", caller.name()),
                            Optional.of(why.text())),
                    clock.instant());
            return new Forgotten(content, parts);
        }
    }

    /** A content that nobody finds any more, and where its bytes still are. */
    record Forgotten(Content content, List<ContentPart> parts) {}

    /**
     * Deletes it.
     *
     * @throws Problem not-found; forbidden when it is of another agent's interaction; invalid-value without a reason;
     *     state-conflict when it is not complete
     */
    public void delete(ContentId id, String reason) {
        Forgotten forgotten = forgetting.forget(id, Reason.parse(reason));
        ContentStore store = stores.named(forgotten.content().store());
        for (ContentPart part : forgotten.parts()) {
            try {
                store.delete(part.object());
            } catch (IOException e) {
                LOG.warn("parts of a deleted content are left to be swept", e);
                return;
            }
        }
    }
}
