package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Tiles of a log elsewhere, each verified before it is used: those at the right edge together make the root of the checkpoint,
 * and a full one has its root in the tile above (tlog-tiles).
 */
final class FetchedTiles implements TileSource {
    private static final int KEPT = 256;

    private final TreeHead head;
    private final LogFetcher fetcher;
    private final Map<TilePath, Tile> edge = new HashMap<>();
    private final Map<TilePath, Tile> verified = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, Tile> eldest) {
            return size() > KEPT;
        }
    };
    private boolean edgeRead;

    FetchedTiles(TreeHead head, LogFetcher fetcher) {
        this.head = head;
        this.fetcher = fetcher;
    }

    /** Returns tiles of the tree; throws {@link LogFault} when they are not there or not those of the root. */
    @Override
    public Map<TilePath, Tile> read(Set<TilePath> paths) {
        Map<TilePath, Tile> read = new HashMap<>();
        paths.forEach(path -> read.put(path, tile(path)));
        return read;
    }

    /** Returns the entries whose hashes are in one tile of level 0. */
    EntryBundle entries(long index) {
        TilePath path = TilePath.inTree(0, index, head.size());
        EntryBundle bundle = fetch(new EntriesPath(index, path.width()), EntryBundle.MAX_BYTES, (bytes, width) -> {
            EntryBundle all = EntryBundle.parse(bytes, width);
            return width == path.width() ? all : EntryBundle.of(all.entries().subList(0, path.width()));
        });
        if (!bundle.tile().equals(tile(path))) {
            throw LogFault.lies("tlog-tiles: entries of bundle " + index + " are not those of the tree");
        }
        return bundle;
    }

    private Tile tile(TilePath path) {
        readEdge();
        Tile atEdge = edge.get(path);
        if (atEdge != null) {
            return atEdge;
        }
        Tile kept = verified.get(path);
        if (kept != null) {
            return kept;
        }
        Tile tile = fetchTile(path);
        Tile above = tile(TilePath.inTree(path.level() + 1, path.index() / TilePath.FULL, head.size()));
        MerkleHash expected = above.hashes().get((int) (path.index() % TilePath.FULL));
        if (!tile.root(0, TilePath.FULL).equals(expected)) {
            throw LogFault.lies("tlog-tiles: " + path + " is not that of the tree");
        }
        verified.put(path, tile);
        return tile;
    }

    private void readEdge() {
        if (edgeRead) {
            return;
        }
        Map<TilePath, Tile> fetched = new HashMap<>();
        TreeEdge made = TreeEdge.read(head.size(), paths -> {
            paths.forEach(path -> fetched.put(path, fetchTile(path)));
            return fetched;
        });
        if (!made.head().equals(head)) {
            throw LogFault.lies("tlog-tiles: the tiles do not make the checkpoint's root");
        }
        edge.putAll(fetched);
        edgeRead = true;
    }

    private Tile fetchTile(TilePath path) {
        return fetch(path, path.full().bytes(), (bytes, width) -> Tile.parse(bytes, width)
                .prefix(path.width()));
    }

    // A log may drop a partial tile once there is the full one, whose beginning it is.
    private <T> T fetch(LogPath path, int maxBytes, BiFunction<byte[], Integer, T> parse) {
        try {
            Optional<byte[]> bytes = fetcher.fetch(path.toString(), maxBytes);
            if (bytes.isPresent()) {
                return parse.apply(bytes.get(), path.width());
            }
            Optional<byte[]> full =
                    path.isPartial() ? fetcher.fetch(path.full().toString(), maxBytes) : Optional.empty();
            return parse.apply(full.orElseThrow(() -> LogFault.silent(path + ": not there")), TilePath.FULL);
        } catch (MalformedInputException e) {
            throw LogFault.lies(e.getMessage());
        } catch (IOException e) {
            throw LogFault.silent(path + ": " + e.getMessage());
        }
    }
}
