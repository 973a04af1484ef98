package dev.countersign.service.content;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.content.KeepPart.Upload;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes bytes of a content as they come in, any number of them, in constant memory: they are encrypted in parts of at most
 * 8 MiB, and each part counts from the moment it is durable. When the connection is killed, what had arrived is kept, and
 * the uploader goes on at {@link Content#received}.
 *
 * <p>No transaction and no connection to the database is held while bytes are awaited. Several uploads of the same content
 * may run (the service notices a dead connection later than the uploader): each part is added by compare-and-set.
 */
@ApplicationScoped
public class ReceiveContent {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final KeepPart keepPart;
    private final ContentKeys keys;
    private final PartWriters writers;
    private final ContentBounds bounds;
    private final CurrentCaller caller;
    private final Semaphore uploads;

    ReceiveContent(
            KeepPart keepPart,
            ContentKeys keys,
            PartWriters writers,
            ContentBounds bounds,
            CurrentCaller caller,
            @ConfigProperty(name = "countersign.content.most-uploads-at-once", defaultValue = "16") int mostUploads) {
        this.keepPart = keepPart;
        this.keys = keys;
        this.writers = writers;
        this.bounds = bounds;
        this.caller = caller;
        this.uploads = new Semaphore(mostUploads);
    }

    /** Where an upload stands. */
    public sealed interface Received {
        /** Returns the content as it is now. */
        Content content();

        /** All bytes that were sent are durable. */
        record Taken(Content content) implements Received {}

        /** The connection ended early; what had arrived is durable. */
        record Interrupted(Content content) implements Received {}
    }

    /**
     * Bytes on their way.
     *
     * @param offset where they begin in the content
     * @param end what follows them
     */
    public record Incoming(long offset, End end, InputStream body) {
        /** What follows. */
        public enum End {
            /** More bytes, by another request, unless the announced size is reached. */
            MORE,
            /** Nothing. */
            LAST
        }
    }

    /**
     * Finds an upload for the one who began it.
     *
     * @throws Problem not-found, also for everybody else
     */
    public Content find(ContentId id) {
        return own(keepPart.findAny(id));
    }

    /**
     * Takes bytes.
     *
     * @throws Problem not-found; state-conflict when the upload has ended or they do not begin where the content ends;
     *     too-large; too-many-requests when the node takes no more uploads now; dependency-unavailable when the store
     *     cannot take them
     */
    public Received receive(ContentId id, Incoming incoming) {
        find(id);
        if (!uploads.tryAcquire()) {
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "This node takes no more uploads at once.")
                    .retryAfter(RETRY);
        }
        try {
            return take(keepPart.find(id), incoming);
        } finally {
            uploads.release();
        }
    }

    private Received take(Upload begun, Incoming incoming) {
        if (incoming.offset() != begun.content().received()) {
            throw new Problem(
                            ProblemType.STATE_CONFLICT,
                            "Upload-Offset: " + incoming.offset() + " (expected: "
                                    + begun.content().received() + ")")
                    .because("wrong-offset");
        }
        ContentCipher cipher = keys.forWriting(begun.content());
        Upload upload = begun;
        PartWriters.Written written;
        do {
            written = writers.write(upload, cipher, new BoundedBody(incoming.body(), room(upload)));
            upload = keep(upload, written);
        } while (written.end() == PartWriters.BodyEnd.NOT_YET);
        if (written.end() == PartWriters.BodyEnd.BROKEN) {
            return new Received.Interrupted(upload.content());
        }
        boolean allThere = upload.content().size().isPresent()
                && upload.content().size().getAsLong() == upload.content().received();
        if (incoming.end() == Incoming.End.LAST
                && !allThere
                && upload.content().size().isPresent()) {
            throw new Problem(
                            ProblemType.STATE_CONFLICT,
                            "The upload ends at " + upload.content().received() + " (expected: "
                                    + upload.content().size().getAsLong() + ")")
                    .because("size-differs");
        }
        return new Received.Taken(
                allThere || incoming.end() == Incoming.End.LAST ? keepPart.complete(upload) : upload.content());
    }

    private Upload keep(Upload upload, PartWriters.Written written) {
        if (written.part().isEmpty()) {
            return upload;
        }
        ContentPart part = written.part().get();
        try {
            return keepPart.keep(upload, part, written.progress());
        } catch (Problem refused) {
            writers.discard(upload.content(), part);
            throw refused;
        }
    }

    private long room(Upload upload) {
        return upload.content().size().orElse(bounds.mostBytes())
                - upload.content().received();
    }

    // Who did not begin it does not learn that it is there.
    private Content own(Content content) {
        if (!content.uploader().equals(caller.name())) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such content.");
        }
        return content;
    }
}
