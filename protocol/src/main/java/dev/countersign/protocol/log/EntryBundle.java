package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The entries whose hashes are in one tile of level 0, each after its length in two bytes (tlog-tiles). The bytes of a partial
 * bundle are the beginning of those of the full one.
 */
public final class EntryBundle {
    /** Longest entry in bytes. */
    public static final int MAX_ENTRY_BYTES = 65_535;

    /** Longest bundle in bytes. */
    public static final int MAX_BYTES = TilePath.FULL * (Short.BYTES + MAX_ENTRY_BYTES);

    private static final String WHERE = "tlog-tiles: entry bundle";

    private final List<byte[]> entries;

    private EntryBundle(List<byte[]> entries) {
        this.entries = entries;
    }

    /**
     * Makes a bundle.
     *
     * @param entries 1 to 256, of {@link #MAX_ENTRY_BYTES} each at most
     */
    public static EntryBundle of(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.FULL) {
            throw new IllegalArgumentException("entries: " + entries.size() + " (expected: 1..256)");
        }
        return new EntryBundle(entries.stream().map(EntryBundle::copied).collect(Collectors.toList()));
    }

    /**
     * Reads a bundle.
     *
     * @param width how many entries it must have
     * @throws MalformedInputException when it has more or fewer, or ends within one
     */
    public static EntryBundle parse(byte[] bytes, int width) {
        List<byte[]> entries = new ArrayList<>(width);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining() && entries.size() < width) {
            int length = rest.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(rest.getShort());
            if (length > rest.remaining()) {
                throw new MalformedInputException(WHERE + ": last entry (expected: as long as it says)");
            }
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        if (rest.hasRemaining() || entries.size() != width) {
            throw new MalformedInputException(WHERE + ": entries (expected: " + width + " and nothing after)");
        }
        return new EntryBundle(entries);
    }

    /**
     * Returns the bytes of the partial bundle that this one began as.
     *
     * @param bundle bytes of a bundle
     * @param width not more than it has
     * @throws MalformedInputException when it has fewer
     */
    public static byte[] prefix(byte[] bundle, int width) {
        int end = 0;
        for (int i = 0; i < width; i++) {
            int length = bundle.length - end < Short.BYTES
                    ? Integer.MAX_VALUE
                    : ((bundle[end] & 0xFF) << Byte.SIZE) | (bundle[end + 1] & 0xFF);
            if (length > bundle.length - end - Short.BYTES) {
                throw new MalformedInputException(WHERE + ": entries (expected: " + width + " at least)");
            }
            end += Short.BYTES + length;
        }
        return Arrays.copyOf(bundle, end);
    }

    /** Returns how many entries it has. */
    public int width() {
        return entries.size();
    }

    /**
     * Returns an entry.
     *
     * @param position within the bundle, from 0
     */
    public byte[] entry(int position) {
        return entries.get(position).clone();
    }

    /** Returns all entries, in order. */
    public List<byte[]> entries() {
        return entries.stream().map(byte[]::clone).collect(Collectors.toList());
    }

    /** Returns the tile of level 0 that belongs to it. */
    public Tile tile() {
        return new Tile(entries.stream().map(MerkleHash::leaf).collect(Collectors.toList()));
    }

    /** Returns its bytes, as published. */
    public byte[] bytes() {
        return encode(entries);
    }

    /** Returns what is added to the bytes of a bundle when it gets these entries. */
    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.write(entry.length >>> Byte.SIZE);
            bytes.write(entry.length);
            bytes.write(entry, 0, entry.length);
        }
        return bytes.toByteArray();
    }

    private static byte[] copied(byte[] entry) {
        if (entry.length > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "entry: " + entry.length + " bytes (expected: <= " + MAX_ENTRY_BYTES + ")");
        }
        return entry.clone();
    }
}
