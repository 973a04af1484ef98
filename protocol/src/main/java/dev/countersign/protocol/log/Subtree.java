package dev.countersign.protocol.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The entries from {@code start} to before {@code end}: one node of the tree (RFC 6962 section 2.1), whole or at the right edge.
 *
 * @param start a multiple of the smallest power of two that is not less than the number of entries
 * @param end above {@code start}
 */
record Subtree(long start, long end) {

    /** Returns the siblings on the way from an entry to the root (RFC 6962 section 2.1.1), the lowest first. */
    static List<Subtree> inclusionPath(long index, long size) {
        List<Subtree> path = new ArrayList<>();
        Subtree node = new Subtree(0, size);
        while (node.end - node.start > 1) {
            long split = node.split();
            Subtree left = new Subtree(node.start, split);
            Subtree right = new Subtree(split, node.end);
            path.add(0, index < split ? right : left);
            node = index < split ? left : right;
        }
        return path;
    }

    /** Returns the nodes of a consistency proof (RFC 6962 section 2.1.2), in its order. */
    static List<Subtree> consistencyPath(long older, long newer) {
        List<Subtree> path = new ArrayList<>();
        Subtree node = new Subtree(0, newer);
        while (node.end != older) {
            long split = node.split();
            Subtree left = new Subtree(node.start, split);
            Subtree right = new Subtree(split, node.end);
            path.add(0, older <= split ? right : left);
            node = older <= split ? left : right;
        }
        // The root of the whole older tree is known to whoever asks.
        if (node.start != 0) {
            path.add(0, node);
        }
        return path;
    }

    /** Returns the whole subtrees that this one is made of, the left ones first, which are the larger ones. */
    List<Subtree> whole() {
        List<Subtree> parts = new ArrayList<>();
        long from = start;
        while (from < end) {
            long part = Long.highestOneBit(end - from);
            parts.add(new Subtree(from, from + part));
            from += part;
        }
        return parts;
    }

    /** Returns which tile has the hashes of this whole subtree, in a tree of this size. */
    TilePath tile(long size) {
        int level = level();
        return TilePath.inTree(level, firstHash() / TilePath.FULL, size);
    }

    /** Returns the root, from tiles of a tree of this size. */
    MerkleHash root(Map<TilePath, Tile> tiles, long size) {
        List<Subtree> parts = whole();
        MerkleHash root = parts.get(parts.size() - 1).rootOfWhole(tiles, size);
        for (int i = parts.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(parts.get(i).rootOfWhole(tiles, size), root);
        }
        return root;
    }

    private MerkleHash rootOfWhole(Map<TilePath, Tile> tiles, long size) {
        TilePath path = tile(size);
        Tile tile = tiles.get(path);
        if (tile == null || tile.width() != path.width()) {
            throw new IllegalStateException(path + ": (expected: a tile of " + path.width() + " hashes)");
        }
        return tile.root((int) (firstHash() % TilePath.FULL), 1 << (height() % TilePath.HEIGHT));
    }

    private long split() {
        return start + Long.highestOneBit(end - start - 1);
    }

    private int height() {
        return Long.numberOfTrailingZeros(end - start);
    }

    private int level() {
        return height() / TilePath.HEIGHT;
    }

    private long firstHash() {
        return start >>> (TilePath.HEIGHT * level());
    }
}
