package dev.countersign.service.content.store;

import dev.countersign.service.content.ContentStore;
import dev.countersign.service.content.RangeChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The store in the database: large objects, so that backups of the database have it too. Each write and each read is a
 * statement of its own, so that a slow uploader or listener holds no connection.
 */
@ApplicationScoped
class LargeObjects implements ContentStore {
    private final Statements statements;
    private final Clock clock;

    LargeObjects(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    @Override
    public String label() {
        return "database";
    }

    @Override
    public WritableByteChannel create(String object) throws IOException {
        run(() -> statements.update(
                "insert into content_object (name, large, size, created_at) values (?, lo_create(0), 0, ?)",
                object,
                clock.instant()));
        return new Writer(object);
    }

    @Override
    public SeekableByteChannel open(String object) throws IOException {
        record Found(long large, long size) {}

        List<Found> found = run(() -> statements.list(
                "select large, size from content_object where name = ? and ended_at is not null",
                row -> new Found(row.getLong(1), row.getLong(2)),
                object));
        if (found.isEmpty()) {
            throw new NoSuchFileException(object);
        }
        Found opened = found.get(0);
        return new RangeChannel(
                opened.size(),
                (position, length) -> run(() -> statements
                        .list("select lo_get(?::oid, ?, ?)", row -> row.getBytes(1), opened.large(), position, length)
                        .get(0)));
    }

    @Override
    public void delete(String object) throws IOException {
        run(() -> statements.list(
                "with gone as (delete from content_object where name = ? returning large) select lo_unlink(large) from gone",
                row -> row.getInt(1),
                object));
    }

    @Override
    public List<String> olderThan(Instant instant, String after, int most) throws IOException {
        return run(() -> statements.list(
                "select name from content_object where coalesce(ended_at, created_at) < ? and name > ? order by name limit ?",
                row -> row.getString(1),
                instant,
                after,
                most));
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** At this port a database that fails is a store that fails. */
    private static <T> T run(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Appends; the size grows with what is in it, in one statement. */
    private final class Writer implements WritableByteChannel {
        private final String object;
        private boolean open = true;

        Writer(String object) {
            this.object = object;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            List<Integer> written = run(() -> statements.list(
                    "with grown as (update content_object set size = size + ? where name = ?"
                            + " returning large, size - ? as at)"
                            + " select 1 from (select lo_put(large, at, ?) from grown) as put",
                    row -> row.getInt(1),
                    (long) bytes.length,
                    object,
                    (long) bytes.length,
                    bytes));
            if (written.isEmpty()) {
                throw new NoSuchFileException(object);
            }
            return bytes.length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                run(() -> statements.update(
                        "update content_object set ended_at = ? where name = ?", clock.instant(), object));
            }
        }
    }
}
