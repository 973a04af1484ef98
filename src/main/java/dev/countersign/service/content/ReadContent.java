package dev.countersign.service.content;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Opens a content for the one who asked, as long as their reading is open. Each time is recorded. */
@ApplicationScoped
public class ReadContent {
    private final Readings readings;
    private final Contents contents;
    private final SealedContents sealed;
    private final ContentKeys keys;
    private final ContentTimeline timeline;
    private final CurrentCaller caller;
    private final Openings openings;

    ReadContent(
            Readings readings,
            Contents contents,
            SealedContents sealed,
            ContentKeys keys,
            ContentTimeline timeline,
            CurrentCaller caller,
            Openings openings) {
        this.readings = readings;
        this.contents = contents;
        this.sealed = sealed;
        this.keys = keys;
        this.timeline = timeline;
        this.caller = caller;
        this.openings = openings;
    }

    /** When, and from where. */
    @ApplicationScoped
    static class Openings {
        private final ContentStores stores;
        private final Clock clock;

        Openings(ContentStores stores, Clock clock) {
            this.stores = stores;
            this.clock = clock;
        }

        Instant now() {
            return clock.instant();
        }

        OpenContent.Source source(ContentCipher cipher, Content content) {
            return new OpenContent.Source(cipher, stores.named(content.store()));
        }
    }

    /**
     * Returns the content, to be copied from.
     *
     * @throws Problem not-found, also for somebody else's reading, and once it is erased; forbidden without the role or the
     *     approval, and when the reading's time is over
     */
    @Transactional
    public OpenContent open(ReadingId id) {
        Reading reading = readings.find(id)
                .filter(found -> found.reader().equals(caller.name()))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such reading."));
        Instant now = openings.now();
        check(reading, now);
        Content content = contents.find(reading.content())
                .filter(found -> found.state() == ContentState.COMPLETE)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The content was erased."));
        Progress all = sealed.progress(content);
        List<ContentPart> parts = contents.parts(content.id());
        if (!all.consistsOf(parts)) {
            throw new IllegalStateException("the parts of " + content.id() + " are not those that came in");
        }
        OpenContent opened = new OpenContent(
                content,
                sealed.description(content).map(ContentDescription::mediaType).orElse("application/octet-stream"),
                parts,
                openings.source(keys.forReading(content, reading.role()), content));
        record(reading, now);
        return opened;
    }

    private void check(Reading reading, Instant now) {
        if (!caller.hasRole(reading.role())) {
            throw new Problem(ProblemType.FORBIDDEN, "You have not the role any more in which you asked.");
        }
        switch (reading.state(now)) {
            case AWAITING_APPROVAL ->
                throw new Problem(ProblemType.FORBIDDEN, "Somebody else must approve the reading first.")
                        .because("awaiting-approval");
            case EXPIRED ->
                throw new Problem(ProblemType.FORBIDDEN, "The reading's time is over: ask again.")
                        .because("reading-expired");
            case OPEN -> {
                // Nothing is in the way.
            }
        }
    }

    private void record(Reading reading, Instant now) {
        if (readings.read(reading.id(), now)) {
            timeline.append(
                    reading.interaction(),
                    ContentTimeline.Step.READ,
                    Json.object()
                            .put("content", reading.content().value())
                            .put("reading", reading.id().value())
                            .put("reader", reading.reader()),
                    now);
        }
    }
}
