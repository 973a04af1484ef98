package dev.countersign.protocol.log;

import java.util.Map;
import java.util.Set;

/** Where the tiles of a log are read from: a table, a folder, a verified download. */
@FunctionalInterface
public interface TileSource {

    /**
     * Returns these tiles, each exactly as wide as its path says: where a wider one is kept, its {@link Tile#prefix}. All are
     * asked for at once, so that one query serves.
     *
     * @throws IllegalStateException when one is missing: a log that lost a tile must not go on
     */
    Map<TilePath, Tile> read(Set<TilePath> paths);
}
