package dev.countersign.wallet;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.Tile;
import dev.countersign.protocol.log.TilePath;
import dev.countersign.protocol.log.TileSource;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.TreeEdge;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A log of the {@link ExampleBank}, made of the protocol's own classes; a dishonest bank shows another in its place. */
public final class ExampleLog {
    private final String origin;
    private final KeyPair key;
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<TilePath, Tile> tiles = new HashMap<>();
    private TreeEdge edge = TreeEdge.EMPTY;

    /** Who saw the checkpoints; a test adds some. */
    final List<NoteSigner> witnesses = new ArrayList<>();

    /** Whether it shows nothing but checkpoints. */
    boolean withholdsTiles;

    ExampleLog(String origin) {
        this(origin, Keys.generate(SignatureAlgorithm.EDDSA));
    }

    private ExampleLog(String origin, KeyPair key) {
        this.origin = origin;
        this.key = key;
    }

    /** Returns a log that signs by the same name and key, and had the same entries up to this size. */
    public synchronized ExampleLog branchedAt(int size) {
        ExampleLog other = new ExampleLog(origin, key);
        entries.subList(0, size).forEach(other::append);
        return other;
    }

    /** Returns a log of the same name and entries, with another key. */
    public synchronized ExampleLog underAnotherKey() {
        ExampleLog other = new ExampleLog(origin);
        entries.forEach(other::append);
        return other;
    }

    public VerifierKey verifierKey() {
        return VerifierKey.of(origin, SignatureType.ED25519, key.getPublic());
    }

    public synchronized int size() {
        return entries.size();
    }

    /** Something else happened. */
    public void append(String what) {
        append(what.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void append(byte[] entry) {
        TreeEdge.Growth growth = edge.append(List.of(MerkleHash.leaf(entry)));
        growth.tiles().forEach((path, tile) -> tiles.put(path.full(), tile));
        edge = growth.edge();
        entries.add(entry.clone());
    }

    /** Returns the proof of an entry; empty when it is not there. */
    synchronized Optional<TlogProof> prove(byte[] entry) {
        for (int i = 0; i < entries.size(); i++) {
            if (Arrays.equals(entries.get(i), entry)) {
                return Optional.of(new TlogProof(new TileTree(entries.size(), source()).prove(i), checkpoint()));
            }
        }
        return Optional.empty();
    }

    synchronized SignedNote checkpoint() {
        TreeHead head = edge.head();
        List<NoteSigner> signers = new ArrayList<>();
        signers.add(NoteSigner.of(verifierKey(), JwsSigner.of(key)));
        signers.addAll(witnesses);
        return SignedNote.sign(new Checkpoint(origin, head).text(), signers);
    }

    synchronized Reply handle(String path) {
        if (path.equals(LogPath.CHECKPOINT)) {
            return new Reply(
                    200, Map.of("content-type", "text/plain"), checkpoint().bytes());
        }
        LogPath wanted = LogPath.parse(path);
        Tile tile = wanted instanceof TilePath hashes ? tiles.get(hashes.full()) : null;
        return tile == null || tile.width() < wanted.width() || withholdsTiles
                ? new Reply(404, Map.of(), Json.print(Json.object()))
                : new Reply(200, Map.of(), tile.prefix(wanted.width()).bytes());
    }

    private TileSource source() {
        return paths -> paths.stream().collect(Collectors.toMap(path -> path, path -> tiles.get(path.full())
                .prefix(path.width())));
    }
}
