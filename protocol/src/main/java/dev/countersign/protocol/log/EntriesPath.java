package dev.countersign.protocol.log;

/**
 * Where a bundle of entries lies below a log's address: {@code tile/entries/<index>[.p/<width>]} (tlog-tiles).
 *
 * @param index which bundle, from the left; that of the tile of level 0 with the entries' hashes
 * @param width how many entries; 256 for a full bundle
 */
public record EntriesPath(long index, int width) implements LogPath {
    static final String NAME = "entries";

    public EntriesPath {
        LogPathText.check(index, width);
    }

    @Override
    public EntriesPath full() {
        return new EntriesPath(index, TilePath.FULL);
    }

    @Override
    public String toString() {
        return LogPathText.print(NAME, this);
    }
}
