package dev.countersign.protocol.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A log as its files lie on a server: honest until told otherwise. */
final class PublishedLog implements LogFetcher {
    private final Map<String, byte[]> files = new HashMap<>();
    private boolean silent;

    /** Publishes a log of entries that are their positions, and its checkpoint. */
    static PublishedLog of(int size, NoteSigner... signers) {
        PublishedLog log = new PublishedLog();
        TreeEdge.Growth growth = TreeEdge.EMPTY.append(NaiveTree.leaves(0, size));
        growth.tiles().forEach((path, tile) -> log.files.put(path.toString(), tile.bytes()));
        for (int from = 0; from < size; from += TilePath.FULL) {
            int width = Math.min(TilePath.FULL, size - from);
            EntryBundle bundle = EntryBundle.of(NaiveTree.entries(from, from + width));
            log.files.put(new EntriesPath(from / TilePath.FULL, width).toString(), bundle.bytes());
        }
        return log.signed(growth.edge().head(), signers);
    }

    PublishedLog signed(TreeHead head, NoteSigner... signers) {
        return with(LogPath.CHECKPOINT, Actors.checkpoint(head, signers).bytes());
    }

    PublishedLog with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    PublishedLog without(String path) {
        files.remove(path);
        return this;
    }

    PublishedLog silent() {
        silent = true;
        return this;
    }

    byte[] file(String path) {
        return files.get(path).clone();
    }

    Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        byte[] bytes = files.get(path);
        if (silent || (bytes != null && bytes.length > maxBytes)) {
            throw new IOException("no answer");
        }
        return Optional.ofNullable(bytes).map(byte[]::clone);
    }
}
