package dev.countersign.service.ledger;

import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.TlogProof;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Proves to others that an entry is in the log. */
@ApplicationScoped
public class ProveEntry {
    private final LogTree tree;
    private final PublishedCheckpoint published;

    ProveEntry(LogTree tree, PublishedCheckpoint published) {
        this.tree = tree;
        this.published = published;
    }

    /** Returns the proof against the newest checkpoint; empty until one covers the entry. */
    public Optional<TlogProof> prove(EntryId entry) {
        Optional<LogIndex> index = tree.position(entry);
        Optional<SignedNote> newest = published.note();
        if (index.isEmpty() || newest.isEmpty()) {
            return Optional.empty();
        }
        long size = Checkpoint.parse(newest.get().text()).tree().size();
        return index.get().value() < size
                ? Optional.of(
                        new TlogProof(new TileTree(size, tree).prove(index.get().value()), newest.get()))
                : Optional.empty();
    }
}
