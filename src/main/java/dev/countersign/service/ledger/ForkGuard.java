package dev.countersign.service.ledger;

import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.service.platform.NodeFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the newest checkpoint that this node saw published, in a file outside the database, and lets nobody sequence
 * or sign on a tree that is not its continuation: a database that was set back to an older state, by a restored backup or
 * a failover that lost commits, cannot fork the log unnoticed.
 */
@ApplicationScoped
class ForkGuard {
    private static final String MARK = "log-checkpoint";

    private final NodeFiles files;
    private final LogTree tree;

    private final WitnessRules rules;

    /** Whether enough witnesses have known the newest checkpoint since this node started. */
    private volatile boolean witnessed;

    /** Witnesses that have seen a larger tree than there is, and how large it was. */
    private final Map<String, Long> ahead = new ConcurrentHashMap<>();

    /** Witnesses that know another tree than there is. */
    private final Set<String> contradicting = ConcurrentHashMap.newKeySet();

    /** What the file has; null until it was read. */
    private volatile @Nullable TreeHead highest;

    ForkGuard(NodeFiles files, LogTree tree, WitnessRules rules) {
        this.files = files;
        this.tree = tree;
        this.rules = rules;
    }

    /**
     * Cheap: compares sizes, and roots of equal size.
     *
     * @throws LogSetBackException when the tree is smaller than what was published, or another of the same size
     */
    void checkSize(TreeHead head) {
        TreeHead published = highest();
        if (head.size() < published.size() || (head.size() == published.size() && !head.equals(published))) {
            throw new LogSetBackException(published, head);
        }
    }

    /**
     * Computes what the tree was at the published size.
     *
     * @throws LogSetBackException when the tree is no continuation of what was published
     */
    void checkGrowth(TreeHead head) {
        checkSize(head);
        TreeHead published = highest();
        if (!new TileTree(head.size(), tree).headAt(published.size()).equals(published)) {
            throw new LogSetBackException(published, head);
        }
    }

    /** Returns whether the newest checkpoint that this node knows is of this tree: nothing happened since. */
    boolean signedAlready(TreeHead head) {
        return head.size() > 0 && head.equals(highest());
    }

    /** Returns whether the tree may grow: without witnesses always, otherwise when enough of them know it and none knows more or another. */
    boolean mayGrow() {
        return !rules.any() || (witnessed && ahead.isEmpty() && contradicting.isEmpty());
    }

    /** Says that enough witnesses know the newest checkpoint. */
    void witnessed() {
        witnessed = true;
    }

    /** Says that a witness cosigned what there is. */
    void knownByWitness(String witness) {
        ahead.remove(witness);
        contradicting.remove(witness);
    }

    /** Says that a witness found the newest checkpoint to be no continuation of what it cosigned last. */
    void contradictedByWitness(String witness) {
        contradicting.add(witness);
    }

    /** Says what a witness cosigned last. If that is more than there is, nothing grows until it knows what there is. */
    void seenByWitness(String witness, long size) {
        if (size > tree.head().size()) {
            ahead.put(witness, size);
        }
    }

    /**
     * Checks what witnesses said.
     *
     * @throws LogSetBackException when one has seen more than there is, or another tree
     */
    void checkWitnesses() {
        TreeHead head = tree.head();
        contradicting.forEach(witness -> {
            throw new LogSetBackException(witness, head);
        });
        ahead.forEach((witness, size) -> {
            if (size > head.size()) {
                throw new LogSetBackException(witness, size, head);
            }
        });
    }

    /** Remembers a checkpoint that was signed; durable when it returns. */
    synchronized void signed(SignedNote note) {
        TreeHead head = Checkpoint.parse(note.text()).tree();
        if (head.size() <= highest().size()) {
            return;
        }
        try {
            files.write(MARK, note.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the newest checkpoint cannot be kept on this node", e);
        }
        highest = head;
    }

    private synchronized TreeHead highest() {
        TreeHead known = highest;
        if (known == null) {
            try {
                known = files.read(MARK)
                        .map(note ->
                                Checkpoint.parse(SignedNote.parse(note).text()).tree())
                        .orElse(TreeHead.EMPTY);
            } catch (IOException e) {
                throw new UncheckedIOException("the newest checkpoint that this node saw cannot be read", e);
            }
            highest = known;
        }
        return known;
    }
}
