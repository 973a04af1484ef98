package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;

/**
 * Where a tile of hashes lies below a log's address: {@code tile/<level>/<index>[.p/<width>]} (tlog-tiles).
 *
 * @param level 0 for hashes of entries; each further level has the roots of the full tiles below
 * @param index which tile of its level, from the left
 * @param width how many hashes; 256 for a full tile
 */
public record TilePath(int level, long index, int width) implements LogPath {
    /** Hashes of a full tile. */
    public static final int FULL = 256;

    /** The highest level that the specification names; no tree whose size fits in 63 bits has a tile above 7. */
    public static final int MAX_LEVEL = 63;

    static final int HEIGHT = 8;
    static final int LEVELS = 8;

    public TilePath {
        LogPathText.check(index, width);
        if (level < 0 || level > MAX_LEVEL) {
            throw new MalformedInputException("tlog-tiles: level: " + level + " (expected: 0.." + MAX_LEVEL + ")");
        }
    }

    /**
     * Returns the path of the tile as a tree of this size has it: full, or as wide as the tree has hashes.
     *
     * @throws IllegalArgumentException when the tree has no such tile
     */
    public static TilePath inTree(int level, long index, long size) {
        long hashes = level < LEVELS ? size >>> (HEIGHT * level) : 0;
        long width = Math.min(FULL, hashes - index * FULL);
        if (index < 0 || index > hashes / FULL || width < 1) {
            throw new IllegalArgumentException(
                    "tile " + level + "/" + index + " (expected: one of a tree of " + size + " entries)");
        }
        return new TilePath(level, index, (int) width);
    }

    @Override
    public TilePath full() {
        return new TilePath(level, index, FULL);
    }

    /** Returns how many bytes the tile has. */
    public int bytes() {
        return width * MerkleHash.BYTES;
    }

    @Override
    public String toString() {
        return LogPathText.print(Integer.toString(level), this);
    }
}
