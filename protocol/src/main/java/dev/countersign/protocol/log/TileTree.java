package dev.countersign.protocol.log;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tree of one size that lies in tiles: its root, its older heads, and its proofs, each from a few tiles for each level.
 *
 * <p>Trusts its source: for tiles from elsewhere see {@link LogClient}.
 */
public final class TileTree {
    private final long size;
    private final TileSource tiles;

    /**
     * Makes one.
     *
     * @param size number of entries; 0 or more, and not more than the source has
     */
    public TileTree(long size, TileSource tiles) {
        if (size < 0) {
            throw new IllegalArgumentException("tree size: " + size + " (expected: >= 0)");
        }
        this.size = size;
        this.tiles = tiles;
    }

    /** Returns the number of entries. */
    public long size() {
        return size;
    }

    /** Returns the size with the root. */
    public TreeHead head() {
        return headAt(size);
    }

    /**
     * Returns what the head was when the tree had this size.
     *
     * @param olderSize 0 to the size
     */
    public TreeHead headAt(long olderSize) {
        check(olderSize, size, "older size");
        return olderSize == 0
                ? TreeHead.EMPTY
                : new TreeHead(
                        olderSize, roots(List.of(new Subtree(0, olderSize))).get(0));
    }

    /**
     * Returns the proof that an entry is in the tree.
     *
     * @param index below the size
     */
    public InclusionProof prove(long index) {
        checkIndex(index);
        return new InclusionProof(index, roots(Subtree.inclusionPath(index, size)));
    }

    /**
     * Returns the proof that the tree grew out of what it was.
     *
     * @param olderSize 0 to the size
     */
    public ConsistencyProof proveGrowthFrom(long olderSize) {
        check(olderSize, size, "older size");
        return olderSize == 0 || olderSize == size
                ? ConsistencyProof.EMPTY
                : new ConsistencyProof(roots(Subtree.consistencyPath(olderSize, size)));
    }

    void checkIndex(long index) {
        check(index, size - 1, "index");
    }

    private List<MerkleHash> roots(Collection<Subtree> nodes) {
        Set<TilePath> needed = new LinkedHashSet<>();
        nodes.forEach(node -> node.whole().forEach(part -> needed.add(part.tile(size))));
        Map<TilePath, Tile> read = needed.isEmpty() ? Map.of() : tiles.read(needed);
        return nodes.stream().map(node -> node.root(read, size)).collect(Collectors.toList());
    }

    private static void check(long number, long most, String what) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(what + ": " + number + " (expected: 0.." + most + ")");
        }
    }
}
