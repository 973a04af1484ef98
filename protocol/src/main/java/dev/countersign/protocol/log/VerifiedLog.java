package dev.countersign.protocol.log;

import dev.countersign.protocol.Verification;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A log elsewhere as one verified checkpoint describes it: whatever is read here was found under that checkpoint's root.
 *
 * <p>Rejected with {@code NOT_IN_LOG} means that the log serves something else than it signed; undecided, that it does not answer.
 * Keeps a few tiles; for one thread.
 */
public final class VerifiedLog {
    private final VerifiedCheckpoint checkpoint;
    private final FetchedTiles tiles;
    private final TileTree tree;

    VerifiedLog(VerifiedCheckpoint checkpoint, LogFetcher fetcher) {
        this.checkpoint = checkpoint;
        this.tiles = new FetchedTiles(checkpoint.tree(), fetcher);
        this.tree = new TileTree(checkpoint.tree().size(), tiles);
    }

    /** Returns the checkpoint. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /**
     * Returns an entry.
     *
     * @param index below the checkpoint's size
     */
    public Verification<byte[]> entry(long index) {
        return judged(() -> {
            tree.checkIndex(index);
            return tiles.entries(index / TilePath.FULL).entry((int) (index % TilePath.FULL));
        });
    }

    /**
     * Returns up to 256 neighbouring entries, for whoever reads them all.
     *
     * @param bundle the first is the one at 256 times this
     */
    public Verification<List<byte[]>> entries(long bundle) {
        return judged(() -> tiles.entries(bundle).entries());
    }

    /**
     * Returns a tile, for whoever keeps a copy.
     *
     * @param path as the tree has it, see {@link TilePath#inTree}
     */
    public Verification<Tile> tile(TilePath path) {
        TilePath inTree =
                TilePath.inTree(path.level(), path.index(), checkpoint.tree().size());
        return judged(() -> tiles.read(Set.of(inTree)).values().iterator().next());
    }

    /**
     * Returns the proof that an entry is in the log.
     *
     * @param index below the checkpoint's size
     */
    public Verification<InclusionProof> prove(long index) {
        return judged(() -> tree.prove(index));
    }

    /**
     * Returns the proof that the log grew out of what it was.
     *
     * @param olderSize up to the checkpoint's size
     */
    public Verification<ConsistencyProof> proveGrowthFrom(long olderSize) {
        return judged(() -> tree.proveGrowthFrom(olderSize));
    }

    /**
     * Returns what the log's head was.
     *
     * @param olderSize up to the checkpoint's size
     */
    public Verification<TreeHead> headAt(long olderSize) {
        return judged(() -> tree.headAt(olderSize));
    }

    private static <T> Verification<T> judged(Supplier<T> read) {
        try {
            return Verification.verified(read.get());
        } catch (LogFault e) {
            return e.judgement();
        }
    }
}
