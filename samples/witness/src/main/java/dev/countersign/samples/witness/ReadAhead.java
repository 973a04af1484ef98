package dev.countersign.samples.witness;

import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.LogFetcher;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.TilePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Fetches what will be asked for next, while what was asked for is judged: a copy must not wait for each answer. For one thread. */
final class ReadAhead implements LogFetcher, AutoCloseable {
    /** Bundles that may be on their way, each with its tile. */
    static final int BUNDLES = 4;

    private final LogFetcher log;
    private final Executor threads;
    private final Map<String, FutureTask<Optional<byte[]>>> coming = new LinkedHashMap<>();

    ReadAhead(LogFetcher log, Executor threads) {
        this.log = log;
        this.threads = threads;
    }

    /** Begins to fetch a bundle and its tile, unless they are on their way already. */
    void expect(TilePath tile) {
        begin(new EntriesPath(tile.index(), tile.width()), EntryBundle.MAX_BYTES);
        begin(tile, tile.full().bytes());
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        FutureTask<Optional<byte[]>> begun = coming.remove(path);
        if (begun == null) {
            return log.fetch(path, maxBytes);
        }
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Gives up what is on its way. */
    @Override
    public void close() {
        coming.values().forEach(begun -> begun.cancel(true));
        coming.clear();
    }

    private void begin(LogPath path, int maxBytes) {
        String name = path.toString();
        if (!coming.containsKey(name)) {
            FutureTask<Optional<byte[]>> begun = new FutureTask<>(() -> log.fetch(name, maxBytes));
            coming.put(name, begun);
            threads.execute(begun);
        }
    }
}
