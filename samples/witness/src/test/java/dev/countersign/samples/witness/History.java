package dev.countersign.samples.witness;

import dev.countersign.protocol.log.ConsistencyProof;
import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.Tile;
import dev.countersign.protocol.log.TilePath;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.TreeEdge;
import dev.countersign.protocol.log.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The entries and tiles of a log, in memory. */
final class History {
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<TilePath, Tile> tiles = new HashMap<>();
    private TreeEdge edge = TreeEdge.EMPTY;

    /** Returns a history of this many entries, each of which says its position. */
    static History of(int size) {
        return new History().append(0, size, "entry ");
    }

    /** Returns a history that is another one from this entry on. */
    static History rewrittenAt(int index, int size) {
        return of(index).append(index, size, "rewritten ");
    }

    private History append(int from, int to, String what) {
        List<MerkleHash> leaves = new ArrayList<>();
        for (int i = from; i < to; i++) {
            byte[] entry = (what + i).getBytes(StandardCharsets.UTF_8);
            entries.add(entry);
            leaves.add(MerkleHash.leaf(entry));
        }
        TreeEdge.Growth growth = edge.append(leaves);
        growth.tiles().forEach((path, tile) -> tiles.put(path.full(), tile));
        edge = growth.edge();
        return this;
    }

    int size() {
        return entries.size();
    }

    byte[] entry(int index) {
        return entries.get(index);
    }

    TreeHead head() {
        return edge.head();
    }

    TreeHead head(int size) {
        return tree().headAt(size);
    }

    ConsistencyProof growthFrom(int older) {
        return growth(older, entries.size());
    }

    ConsistencyProof growth(int older, int newer) {
        return new TileTree(newer, this::read).proveGrowthFrom(older);
    }

    /** Returns what lies at a path, if this history is large enough for it. */
    Optional<byte[]> file(LogPath path) {
        if (path instanceof EntriesPath) {
            long from = path.index() * TilePath.FULL;
            return from + path.width() > entries.size()
                    ? Optional.empty()
                    : Optional.of(EntryBundle.of(entries.subList((int) from, (int) from + path.width()))
                            .bytes());
        }
        Tile tile = tiles.get(path.full());
        return tile == null || tile.width() < path.width()
                ? Optional.empty()
                : Optional.of(tile.prefix(path.width()).bytes());
    }

    private TileTree tree() {
        return new TileTree(entries.size(), this::read);
    }

    private Map<TilePath, Tile> read(Set<TilePath> paths) {
        Map<TilePath, Tile> read = new HashMap<>();
        paths.forEach(path -> read.put(path, tiles.get(path.full()).prefix(path.width())));
        return read;
    }
}
