package dev.countersign.service.ledger;

import dev.countersign.protocol.log.TileSource;
import dev.countersign.protocol.log.TreeEdge;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.service.ledger.WaitingEntries.WaitingEntry;
import java.util.List;
import java.util.Optional;

/** The tree that the entries make: its head, its tiles, its entries, and where each entry stands. */
public interface LogTree extends TileSource {
    /**
     * Begins a log where there is none; leaves one that is there as it is.
     *
     * @return the origin of the log that is there now
     */
    String begin(String origin);

    /** Returns the head as it was committed last. */
    TreeHead head();

    /**
     * Makes the caller the only one who may let the tree grow, until its transaction ends. Waits for nobody.
     *
     * @return the head, which nobody else can move meanwhile; empty when another leads
     */
    Optional<TreeHead> lead();

    /**
     * Lets the tree grow in the caller's transaction: all of it or nothing.
     *
     * @throws IllegalStateException when the head is no longer what it was before
     */
    void grow(Step step);

    /** Returns the entries of a tile of level 0 as they are kept, perhaps more than a caller has seen; empty when there are none. */
    Optional<byte[]> bundle(long index);

    /** Returns where an entry stands; empty while it waits. */
    Optional<LogIndex> position(EntryId entry);

    /**
     * One step of growing.
     *
     * @param placed the new entries, in order, from position {@code before.size()}
     */
    record Step(TreeHead before, TreeEdge.Growth growth, List<WaitingEntry> placed) {
        public Step {
            placed = List.copyOf(placed);
        }
    }
}
