package dev.countersign.protocol.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tiles in memory, as a store keeps them: of each the widest, of which narrower ones are beginnings. Counts what is read. */
final class KeptTiles implements TileSource {
    private final Map<TilePath, Tile> kept = new HashMap<>();
    private int read;

    /** Returns a log of this many entries, appended in batches of this size. */
    static KeptTiles ofLog(int size, int batch) {
        KeptTiles tiles = new KeptTiles();
        TreeEdge edge = TreeEdge.EMPTY;
        for (int from = 0; from < size; from += batch) {
            edge = tiles.append(edge, NaiveTree.leaves(from, Math.min(size, from + batch)));
        }
        return tiles;
    }

    TreeEdge append(TreeEdge edge, List<MerkleHash> leaves) {
        TreeEdge.Growth growth = edge.append(leaves);
        growth.tiles().forEach((path, tile) -> kept.put(path.full(), tile));
        return growth.edge();
    }

    @Override
    public Map<TilePath, Tile> read(Set<TilePath> paths) {
        Map<TilePath, Tile> found = new HashMap<>();
        for (TilePath path : new HashSet<>(paths)) {
            Tile tile = kept.get(path.full());
            if (tile == null || tile.width() < path.width()) {
                throw new IllegalStateException("no tile " + path);
            }
            found.put(path, tile.prefix(path.width()));
            read++;
        }
        return found;
    }

    Map<TilePath, Tile> kept() {
        return kept;
    }

    int takeRead() {
        int count = read;
        read = 0;
        return count;
    }
}
