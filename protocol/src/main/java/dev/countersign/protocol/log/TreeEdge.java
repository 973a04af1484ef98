package dev.countersign.protocol.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The right edge of a tree: the partial tile of each level, which is all that appending needs. Immutable.
 *
 * <p>It is a cache of what the tiles say: whoever appends keeps it only as long as nobody else appended.
 */
public final class TreeEdge {
    /** The edge of the tree without entries. */
    public static final TreeEdge EMPTY = new TreeEdge(0, List.of());

    private final long size;

    /** For each level the hashes that are in no full tile; fewer levels when the higher ones have none. */
    private final List<List<MerkleHash>> levels;

    private TreeEdge(long size, List<List<MerkleHash>> levels) {
        this.size = size;
        this.levels = levels;
    }

    /**
     * Reads the edge of a tree.
     *
     * @param size number of entries; not more than the source has
     */
    public static TreeEdge read(long size, TileSource tiles) {
        Set<TilePath> needed = new HashSet<>();
        for (int level = 0; level < TilePath.LEVELS; level++) {
            if (partialWidth(size, level) > 0) {
                needed.add(partial(size, level));
            }
        }
        Map<TilePath, Tile> read = needed.isEmpty() ? Map.of() : tiles.read(needed);
        return of(size, read);
    }

    static TreeEdge of(long size, Map<TilePath, Tile> partialTiles) {
        List<List<MerkleHash>> levels = new ArrayList<>();
        for (int level = 0; level < TilePath.LEVELS && size >>> (TilePath.HEIGHT * level) > 0; level++) {
            levels.add(hashes(size, level, partialTiles));
        }
        return new TreeEdge(size, List.copyOf(levels));
    }

    /** Returns the number of entries. */
    public long size() {
        return size;
    }

    /** Returns the size with the root. */
    public TreeHead head() {
        List<MerkleHash> parts = new ArrayList<>();
        for (int level = levels.size() - 1; level >= 0; level--) {
            List<MerkleHash> hashes = levels.get(level);
            if (!hashes.isEmpty()) {
                Tile tile = new Tile(hashes);
                new Subtree(0, tile.width())
                        .whole()
                        .forEach(part -> parts.add(tile.root((int) part.start(), (int) (part.end() - part.start()))));
            }
        }
        if (parts.isEmpty()) {
            return TreeHead.EMPTY;
        }
        MerkleHash root = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(parts.get(i), root);
        }
        return new TreeHead(size, root);
    }

    /**
     * Appends entries.
     *
     * @param leaves hashes of the entries, in order
     */
    public Growth append(List<MerkleHash> leaves) {
        Map<TilePath, Tile> changed = new LinkedHashMap<>();
        List<List<MerkleHash>> grown = new ArrayList<>();
        List<MerkleHash> added = leaves;
        for (int level = 0; !added.isEmpty() || level < levels.size(); level++) {
            List<MerkleHash> before = level < levels.size() ? levels.get(level) : List.of();
            List<MerkleHash> row = new ArrayList<>(before.size() + added.size());
            row.addAll(before);
            row.addAll(added);
            long index = (size >>> (TilePath.HEIGHT * level)) / TilePath.FULL;
            List<MerkleHash> above = new ArrayList<>();
            int from = 0;
            for (; row.size() - from >= TilePath.FULL; from += TilePath.FULL) {
                Tile full = new Tile(row.subList(from, from + TilePath.FULL));
                changed.put(new TilePath(level, index++, TilePath.FULL), full);
                above.add(full.root(0, TilePath.FULL));
            }
            List<MerkleHash> rest = List.copyOf(row.subList(from, row.size()));
            if (!rest.isEmpty() && !added.isEmpty()) {
                changed.put(new TilePath(level, index, rest.size()), new Tile(rest));
            }
            grown.add(rest);
            added = above;
        }
        TreeEdge edge = new TreeEdge(size + leaves.size(), List.copyOf(grown));
        return new Growth(edge, changed);
    }

    /**
     * What appending changes.
     *
     * @param edge of the tree with the new entries
     * @param tiles that are new or wider than before, all levels; each takes the place of the narrower one of its level and index
     */
    public record Growth(TreeEdge edge, Map<TilePath, Tile> tiles) {
        public Growth {
            tiles = Map.copyOf(tiles);
        }
    }

    private static List<MerkleHash> hashes(long size, int level, Map<TilePath, Tile> partialTiles) {
        if (partialWidth(size, level) == 0) {
            return List.of();
        }
        TilePath path = partial(size, level);
        Tile tile = partialTiles.get(path);
        if (tile == null || tile.width() != path.width()) {
            throw new IllegalStateException(path + ": (expected: a tile of " + path.width() + " hashes)");
        }
        return tile.hashes();
    }

    private static TilePath partial(long size, int level) {
        return TilePath.inTree(level, (size >>> (TilePath.HEIGHT * level)) / TilePath.FULL, size);
    }

    private static int partialWidth(long size, int level) {
        return (int) ((size >>> (TilePath.HEIGHT * level)) % TilePath.FULL);
    }
}
