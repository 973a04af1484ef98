package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.Tile;
import dev.countersign.protocol.log.TilePath;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.VerifiedLog;
import dev.countersign.protocol.log.WitnessPolicy;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A full copy of one log: every entry and every tile, each written once and only after it was found under a root that the log
 * signed. Its checkpoint is written last, so the copy is whole at every instant; what a kill interrupted is gone on with.
 */
final class Mirror {
    /** Bundles that one step copies at most: then the log's newest checkpoint is looked at again. */
    private static final int STEP = 512;

    private static final int LEVELS = 8;

    private final MirrorFiles files;
    private final WitnessPolicy policy;
    private volatile Optional<VerifiedCheckpoint> copied;
    private long next;

    /**
     * Opens a copy.
     *
     * @throws IOException when its checkpoint is not one that the log signed
     */
    Mirror(MirrorFiles files, WitnessPolicy policy) throws IOException {
        this.files = files;
        this.policy = policy;
        this.copied = begin(files, policy);
        this.next = copiedSize() / TilePath.FULL;
    }

    /** How far a step came. */
    enum Progress {
        MORE,
        WHOLE
    }

    /** Returns what the copy is a copy of. */
    Optional<VerifiedCheckpoint> copied() {
        return copied;
    }

    /** Returns how many entries the copy has. */
    long copiedSize() {
        return copied.map(checkpoint -> checkpoint.tree().size()).orElse(0L);
    }

    /** Returns the files, for whoever serves them. */
    MirrorFiles files() {
        return files;
    }

    /**
     * Compares a checkpoint with the copy, without asking the log.
     *
     * @param shown not larger than the copy
     */
    Observation compare(VerifiedCheckpoint shown) {
        return new LogClient(files, policy).compare(copied.orElseThrow(), shown);
    }

    /**
     * Copies what is missing, or a part of it.
     *
     * @param log as a checkpoint describes it that is consistent with the copy
     * @param ahead through which {@code log} reads
     * @return rejected when the log serves something else than it signed: nothing of that is kept
     */
    Verification<Progress> copy(VerifiedLog log, ReadAhead ahead) throws IOException {
        long size = log.checkpoint().tree().size();
        if (copied.isPresent() && copiedSize() >= size) {
            freshen(log.checkpoint());
            return Verification.verified(Progress.WHOLE);
        }
        long last = next + STEP;
        for (long index = next; index * TilePath.FULL < size; index++) {
            if (index == last) {
                files.settle();
                return Verification.verified(Progress.MORE);
            }
            TilePath tile = TilePath.inTree(0, index, size);
            if (!has(tile)) {
                expect(ahead, index, Math.min(last, (size - 1) / TilePath.FULL + 1), size);
                Verification<List<byte[]>> read = log.entries(index);
                if (!(read instanceof Verification.Verified<List<byte[]>> entries)) {
                    return read.then(none -> Verification.verified(Progress.MORE));
                }
                put(index, EntryBundle.of(entries.value()));
            }
            next = tile.isPartial() ? index : index + 1;
        }
        return copyUpperLevels(log);
    }

    private void expect(ReadAhead ahead, long index, long end, long size) {
        for (long soon = index; soon < Math.min(end, index + ReadAhead.BUNDLES); soon++) {
            TilePath tile = TilePath.inTree(0, soon, size);
            // The tile at the edge was read to verify the root.
            if (!has(tile) && !tile.isPartial()) {
                ahead.expect(tile);
            }
        }
    }

    private boolean has(TilePath tile) {
        return files.has(tile) && files.has(new EntriesPath(tile.index(), tile.width()));
    }

    private void put(long index, EntryBundle bundle) throws IOException {
        // These entries were found under the root: so their hashes are those of the tile.
        files.put(new TilePath(0, index, bundle.width()), bundle.tile().bytes());
        files.put(new EntriesPath(index, bundle.width()), bundle.bytes());
    }

    private Verification<Progress> copyUpperLevels(VerifiedLog log) throws IOException {
        long size = log.checkpoint().tree().size();
        for (int level = 1; level < LEVELS; level++) {
            long hashes = size >>> (Byte.SIZE * level);
            long first = (copiedSize() >>> (Byte.SIZE * level)) / TilePath.FULL;
            for (long index = first; index * TilePath.FULL < hashes; index++) {
                TilePath path = TilePath.inTree(level, index, size);
                if (!files.has(path)) {
                    Verification<Tile> read = log.tile(path);
                    if (!(read instanceof Verification.Verified<Tile> tile)) {
                        return read.then(none -> Verification.verified(Progress.MORE));
                    }
                    files.put(path, tile.value().bytes());
                }
            }
        }
        files.publish(log.checkpoint().note().note());
        Set<LogPath> edges = edges(copiedSize(), size);
        copied = Optional.of(log.checkpoint());
        for (LogPath edge : edges) {
            files.prune(edge);
        }
        return Verification.verified(Progress.WHOLE);
    }

    // More witnesses may have cosigned what was copied; fewer are no reason to forget any.
    private void freshen(VerifiedCheckpoint shown) throws IOException {
        SignedNote kept = copied.orElseThrow().note().note();
        SignedNote now = shown.note().note();
        if (now.text().equals(kept.text())
                && now.signatures().size() > kept.signatures().size()
                && new HashSet<>(now.signatures()).containsAll(kept.signatures())) {
            files.publish(now);
            copied = Optional.of(shown);
        }
    }

    /** Returns the tiles and bundles that may have been partial before, as the larger tree has them. */
    private static Set<LogPath> edges(long before, long size) {
        Set<LogPath> edges = new HashSet<>();
        for (int level = 0; level < LEVELS; level++) {
            long hashes = size >>> (Byte.SIZE * level);
            long old = before >>> (Byte.SIZE * level);
            Set<Long> indexes = new HashSet<>();
            for (long position : new long[] {old, old - 1, hashes - 1}) {
                if (position >= 0 && position < hashes) {
                    indexes.add(position / TilePath.FULL);
                }
            }
            for (long index : indexes) {
                TilePath tile = TilePath.inTree(level, index, size);
                edges.add(tile);
                if (level == 0) {
                    edges.add(new EntriesPath(index, tile.width()));
                }
            }
        }
        return edges;
    }

    private static Optional<VerifiedCheckpoint> begin(MirrorFiles files, WitnessPolicy policy) throws IOException {
        Optional<byte[]> note = files.checkpoint();
        return note.isEmpty() ? Optional.empty() : Optional.of(verified(note.get(), policy));
    }

    static VerifiedCheckpoint verified(byte[] note, WitnessPolicy policy) throws IOException {
        try {
            if (policy.verify(SignedNote.parse(note)) instanceof Verification.Verified<VerifiedCheckpoint> checkpoint) {
                return checkpoint.value();
            }
        } catch (MalformedInputException e) {
            throw new IOException("a kept checkpoint cannot be read", e);
        }
        throw new IOException("a kept checkpoint is not signed by the log as it is configured");
    }
}
