package dev.countersign.service.ledger;

import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.TreeEdge;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.service.ledger.WaitingEntries.WaitingEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/**
 * Gives waiting entries their places: on one node at a time, in one transaction, so that a node that dies at whatever
 * instant has done all of it or nothing.
 */
@ApplicationScoped
public class SequenceEntries {
    /** Entries of one step: some tiles more, and still a short transaction. */
    static final int MOST = 4_096;

    private final WaitingEntries waiting;
    private final LogTree tree;
    private final ForkGuard guard;

    /** A cache: believed only while it is the edge of the tree that was found. */
    private volatile TreeEdge lastEdge = TreeEdge.EMPTY;

    SequenceEntries(WaitingEntries waiting, LogTree tree, ForkGuard guard) {
        this.waiting = waiting;
        this.tree = tree;
        this.guard = guard;
    }

    /**
     * Sequences what waits, at most {@value #MOST} entries.
     *
     * @return whether there may be more to do now; false as well when another node leads, or no witness was heard yet
     * @throws LogSetBackException when the tree is smaller than what was published
     */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean sequence() {
        if (!guard.mayGrow() || !waiting.any()) {
            return false;
        }
        Optional<TreeHead> led = tree.lead();
        if (led.isEmpty()) {
            return false;
        }
        TreeHead head = led.get();
        guard.checkSize(head);
        List<WaitingEntry> placed = waiting.take(MOST);
        if (placed.isEmpty()) {
            return false;
        }
        List<MerkleHash> leaves =
                placed.stream().map(entry -> MerkleHash.leaf(entry.entry())).toList();
        TreeEdge.Growth growth = edge(head).append(leaves);
        tree.grow(new LogTree.Step(head, growth, placed));
        lastEdge = growth.edge();
        return placed.size() == MOST;
    }

    private TreeEdge edge(TreeHead head) {
        TreeEdge known = lastEdge;
        if (known.size() == head.size() && known.head().equals(head)) {
            return known;
        }
        TreeEdge read = TreeEdge.read(head.size(), tree);
        if (!read.head().equals(head)) {
            throw new IllegalStateException("the tiles of the log do not make its root at " + head.size() + " entries");
        }
        return read;
    }
}
