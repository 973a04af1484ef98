package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to 256 neighbouring hashes of one level (tlog-tiles). A partial tile is the beginning of the full one that it becomes.
 *
 * @param hashes 1 to 256
 */
public record Tile(List<MerkleHash> hashes) {
    public Tile {
        hashes = List.copyOf(hashes);
        if (hashes.isEmpty() || hashes.size() > TilePath.FULL) {
            throw new MalformedInputException("tlog-tiles: width: " + hashes.size() + " (expected: 1..256)");
        }
    }

    /**
     * Reads a tile.
     *
     * @param width how many hashes it must have
     * @throws MalformedInputException when it is longer or shorter
     */
    public static Tile parse(byte[] bytes, int width) {
        if (bytes.length != width * MerkleHash.BYTES) {
            throw new MalformedInputException(
                    "tlog-tiles: tile: " + bytes.length + " bytes (expected: " + width * MerkleHash.BYTES + ")");
        }
        List<MerkleHash> hashes = new ArrayList<>(width);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            hashes.add(MerkleHash.read(rest));
        }
        return new Tile(hashes);
    }

    /** Returns how many hashes it has. */
    public int width() {
        return hashes.size();
    }

    /**
     * Returns the beginning of this tile: what it was when the tree was smaller.
     *
     * @param width not more than this one has
     */
    public Tile prefix(int width) {
        return width == width() ? this : new Tile(hashes.subList(0, width));
    }

    /** Returns its bytes, as published. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(width() * MerkleHash.BYTES);
        hashes.forEach(hash -> hash.writeTo(bytes));
        return bytes.array();
    }

    /**
     * Returns the root of a whole subtree.
     *
     * @param from first hash; a multiple of {@code count}
     * @param count a power of two
     */
    MerkleHash root(int from, int count) {
        List<MerkleHash> row = hashes.subList(from, from + count);
        while (row.size() > 1) {
            List<MerkleHash> above = new ArrayList<>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                above.add(MerkleHash.node(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.get(0);
    }

    @Override
    public String toString() {
        return "Tile[" + width() + " hashes]";
    }
}
