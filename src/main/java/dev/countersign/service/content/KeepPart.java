package dev.countersign.service.content;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Makes bytes that are in the store count, by compare-and-set: of two uploads of the same bytes one wins. */
@ApplicationScoped
class KeepPart {
    private final Contents contents;
    private final SealedContents sealed;
    private final ContentTimeline timeline;
    private final ContentBounds bounds;
    private final Clock clock;

    KeepPart(Contents contents, SealedContents sealed, ContentTimeline timeline, ContentBounds bounds, Clock clock) {
        this.contents = contents;
        this.sealed = sealed;
        this.timeline = timeline;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** A content and what has come in of it, as one transaction saw them. */
    record Upload(Content content, Progress progress) {}

    /**
     * Finds a content in whatever state.
     *
     * @throws Problem not-found
     */
    @Transactional
    public Content findAny(ContentId id) {
        return contents.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such content."));
    }

    /**
     * Finds an upload as it is now.
     *
     * @throws Problem not-found; state-conflict when it has ended
     */
    @Transactional
    public Upload find(ContentId id) {
        Content content = findAny(id);
        if (content.state() != ContentState.UPLOADING) {
            throw new Problem(
                            ProblemType.STATE_CONFLICT,
                            "The content is " + content.state().label() + " (expected: uploading).")
                    .because("upload-ended");
        }
        return new Upload(content, sealed.progress(content));
    }

    /**
     * Adds a part; durable when it returns.
     *
     * @param after the progress with the part in it
     * @throws Problem state-conflict when another upload was faster or it has ended; too-large when the interaction is full
     */
    @Transactional
    public Upload keep(Upload before, ContentPart part, Progress after) {
        Content content = before.content();
        if (content.parts() >= ContentBounds.MOST_PARTS) {
            throw new Problem(
                    ProblemType.TOO_LARGE, "The upload came in too many pieces: begin again with larger ones.");
        }
        contents.lock(content.interaction());
        long grown = Math.max(0, after.size() - content.size().orElse(0));
        long alreadyCounted = Math.max(0, content.received() - content.size().orElse(0));
        if (CreateContent.bytes(contents.of(content.interaction())) + grown - alreadyCounted
                > bounds.mostBytesOfAnInteraction()) {
            throw new Problem(ProblemType.TOO_LARGE, "The interaction has no room for so much more content.");
        }
        if (!contents.append(content, part, sealed.seal(content, after))) {
            throw new Problem(ProblemType.STATE_CONFLICT, "Another upload of the same content was faster.")
                    .because("wrong-offset");
        }
        return find(content.id());
    }

    /**
     * Ends the upload and writes down that the content was added; what has ended stays as it is.
     *
     * @throws Problem state-conflict when bytes came in at the same time
     */
    @Transactional
    public Content complete(Upload upload) {
        Content content = upload.content();
        Instant now = clock.instant();
        if (!contents.complete(content, now)) {
            throw new Problem(ProblemType.STATE_CONFLICT, "Bytes came in while the upload was ended.")
                    .because("wrong-offset");
        }
        timeline.append(
                content.interaction(),
                ContentTimeline.Step.ADDED,
                Json.object()
                        .put("content", content.id().value())
                        .put("kind", content.kind().label())
                        .put("size", upload.progress().size())
                        .put("sha256", Base64Url.encode(upload.progress().sha256()))
                        .put("created_at", content.at().toString()),
                now);
        return contents.find(content.id()).orElseThrow();
    }
}
