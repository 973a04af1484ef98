package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.util.regex.Matcher;

/**
 * Where something that never changes lies below a log's address (tlog-tiles): a tile of hashes, or a bundle of entries.
 *
 * <p>{@code toString} is the path, without a slash before it.
 */
public sealed interface LogPath permits TilePath, EntriesPath {
    /** Where the newest checkpoint lies below a log's address. */
    String CHECKPOINT = "checkpoint";

    /** Returns which one of its kind, from the left. */
    long index();

    /** Returns how many hashes or entries: 256 unless it is partial. */
    int width();

    /** Returns the path of the full one, of which this is a beginning. */
    LogPath full();

    /** Returns whether this is not full. */
    default boolean isPartial() {
        return width() < TilePath.FULL;
    }

    /**
     * Reads a path.
     *
     * @param path as requested below the log's address, without a slash before it
     * @throws MalformedInputException when it is not the one spelling of a path
     */
    static LogPath parse(String path) {
        Matcher parts = path.length() <= LogPathText.MAX_CHARS ? LogPathText.PATH.matcher(path) : null;
        if (parts == null || !parts.matches()) {
            throw new MalformedInputException("tlog-tiles: path (expected: tile/<level>/<index>[.p/<width>] or"
                    + " tile/entries/<index>[.p/<width>])");
        }
        long index = LogPathText.index(parts.group("index"));
        String width = parts.group("width");
        int hashes = width == null ? TilePath.FULL : Integer.parseInt(width);
        if (width != null && hashes == TilePath.FULL) {
            throw new MalformedInputException("tlog-tiles: width: 256 (expected: 1..255 in a partial path)");
        }
        String level = parts.group("level");
        return level.equals(EntriesPath.NAME)
                ? new EntriesPath(index, hashes)
                : new TilePath(Integer.parseInt(level), index, hashes);
    }
}
