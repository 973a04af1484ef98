package dev.countersign.service.content;

import dev.countersign.service.content.ContentCipher.PartName;
import dev.countersign.service.content.KeepPart.Upload;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.jboss.logging.Logger;

/** Puts the next part of an upload into its store, encrypted. */
@ApplicationScoped
class PartWriters {
    private static final Logger LOG = Logger.getLogger(PartWriters.class);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BROKEN = -2;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final ContentStores stores;
    private final Random random;

    PartWriters(ContentStores stores, Random random) {
        this.stores = stores;
        this.random = random;
    }

    /** Why a part has ended. */
    enum BodyEnd {
        /** The part is full; there may be more bytes. */
        NOT_YET,
        /** The sender has ended. */
        ENDED,
        /** The connection was lost. */
        BROKEN
    }

    /**
     * What was written.
     *
     * @param part absent when no byte came
     * @param progress of the upload, with the part
     */
    record Written(Optional<ContentPart> part, Progress progress, BodyEnd end) {}

    /**
     * Reads until the part is full or the body ends, in whichever way; the object is durable when it returns.
     *
     * @throws Problem too-large when there is no room; dependency-unavailable when the store fails; both leave nothing
     */
    Written write(Upload upload, ContentCipher cipher, BoundedBody body) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int first = read(body.body(), buffer);
        if (first < 0) {
            return new Written(Optional.empty(), upload.progress(), end(first));
        }
        PartName name = new PartName(upload.progress().parts(), random.token());
        ContentStore store = stores.named(upload.content().store());
        Copy copy = new Copy(upload, buffer, first, ContentCipher.bytesIn(store.mostSegments()));
        try (WritableByteChannel stored = store.create(name.object())) {
            // Closed only here: a part that is abandoned must not get its final segment.
            WritableByteChannel encrypting = cipher.encrypting(upload.content().id(), name, stored);
            copy.run(body, encrypting);
            encrypting.close();
        } catch (IOException e) {
            LOG.error("the content store cannot take bytes", e);
            delete(store, name.object());
            throw new Problem(ProblemType.DEPENDENCY_UNAVAILABLE, "The content store cannot take bytes now.")
                    .retryAfter(RETRY);
        } catch (Problem tooLarge) {
            delete(store, name.object());
            throw tooLarge;
        }
        ContentPart part = new ContentPart(name.number(), name.object(), copy.length);
        return new Written(Optional.of(part), upload.progress().with(part, copy.hash), end(copy.last));
    }

    /** Removes a part that does not count. */
    void discard(Content content, ContentPart part) {
        delete(stores.named(content.store()), part.object());
    }

    private static void delete(ContentStore store, String object) {
        try {
            store.delete(object);
        } catch (IOException e) {
            LOG.warn("a part that does not count is left to be swept", e);
        }
    }

    /** From the body to the store, through the hash. */
    private static final class Copy {
        private final byte[] buffer;
        private final SHA256Digest hash;
        private final int most;
        private int last;
        private long length;

        Copy(Upload upload, byte[] buffer, int first, int most) {
            this.hash = upload.progress().hash();
            this.buffer = buffer;
            this.last = first;
            this.most = most;
        }

        void run(BoundedBody body, WritableByteChannel to) throws IOException {
            while (last >= 0) {
                if (length + last > body.room()) {
                    throw new Problem(
                            ProblemType.TOO_LARGE,
                            "More bytes came than there is room for (expected: <= " + body.room() + " more).");
                }
                hash.update(buffer, 0, last);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, last);
                while (chunk.hasRemaining()) {
                    to.write(chunk);
                }
                length += last;
                int wanted = (int) Math.min(buffer.length, most - length);
                if (wanted == 0) {
                    return;
                }
                last = read(body.body(), buffer, wanted);
            }
        }
    }

    private static BodyEnd end(int read) {
        if (read >= 0) {
            return BodyEnd.NOT_YET;
        }
        return read == BROKEN ? BodyEnd.BROKEN : BodyEnd.ENDED;
    }

    private static int read(InputStream body, byte[] buffer) {
        return read(body, buffer, buffer.length);
    }

    private static int read(InputStream body, byte[] buffer, int most) {
        try {
            return body.read(buffer, 0, most);
        } catch (IOException e) {
            return BROKEN;
        }
    }
}
