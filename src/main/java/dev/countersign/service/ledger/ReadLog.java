package dev.countersign.service.ledger;

import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.Tile;
import dev.countersign.protocol.log.TilePath;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** What anybody may read of the log: the newest checkpoint, and the tiles and entries that it covers. */
@ApplicationScoped
public class ReadLog {
    private final LogTree tree;
    private final PublishedCheckpoint published;

    ReadLog(LogTree tree, PublishedCheckpoint published) {
        this.tree = tree;
        this.published = published;
    }

    /** Returns the newest checkpoint, a signed note; empty before the first one. */
    public Optional<byte[]> checkpoint() {
        return published.newest().map(Checkpoints.Signed::note);
    }

    /**
     * Returns a tile or a bundle of entries; what a path gave once it gives for ever.
     *
     * @return empty when no published checkpoint covers it
     */
    public Optional<byte[]> read(LogPath path) {
        long size = published.newest().map(Checkpoints.Signed::size).orElse(0L);
        if (path instanceof TilePath tile) {
            // A tile of level l needs 256^l entries for each hash; the highest level of a 63-bit size is 7.
            boolean covered = tile.level() < Long.BYTES
                    && covers(size >>> (Byte.SIZE * tile.level()), tile.index(), tile.width());
            return covered ? Optional.of(tile(tile).bytes()) : Optional.empty();
        }
        EntriesPath bundle = (EntriesPath) path;
        return covers(size, bundle.index(), bundle.width())
                ? tree.bundle(bundle.index()).map(kept -> EntryBundle.prefix(kept, bundle.width()))
                : Optional.empty();
    }

    private Tile tile(TilePath path) {
        Tile tile = tree.read(Set.of(path)).get(path);
        if (tile == null) {
            throw new IllegalStateException(path + ": missing from the log");
        }
        return tile;
    }

    private static boolean covers(long hashes, long index, int width) {
        return index < hashes / TilePath.FULL || (index == hashes / TilePath.FULL && width <= hashes % TilePath.FULL);
    }
}
