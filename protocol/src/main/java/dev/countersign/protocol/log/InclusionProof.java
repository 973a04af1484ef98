package dev.countersign.protocol.log;

import java.util.List;
import java.util.Optional;

/**
 * Shows that one entry is in the tree that a {@link TreeHead} describes (RFC 9162 section 2.1.3).
 *
 * <p>Proves no more than the tree head does: verify first who vouches for it.
 *
 * @param index zero-based position of the entry; 0 or more
 * @param path sibling hashes from the leaf's up to the root's child
 */
public record InclusionProof(long index, List<MerkleHash> path) {
    /** No tree whose size fits in 63 bits is higher. */
    public static final int MAX_HASHES = 63;

    public InclusionProof {
        if (index < 0) {
            throw new IllegalArgumentException("index: " + index + " (expected: >= 0)");
        }
        path = List.copyOf(path);
    }

    /** Returns whether this entry at this position leads to the root. Never throws. */
    public boolean proves(MerkleHash leaf, TreeHead tree) {
        return root(leaf, tree.size()).filter(tree.root()::equals).isPresent();
    }

    /** Returns the root that this entry at this position of a tree of this size leads to; empty when the path does not fit. */
    Optional<MerkleHash> root(MerkleHash leaf, long size) {
        // RFC 9162 2.1.3.2 step 1.
        if (index >= size) {
            return Optional.empty();
        }
        // Steps 2 and 3.
        long fn = index;
        long sn = size - 1;
        MerkleHash r = leaf;
        // Step 4.
        for (MerkleHash p : path) {
            // Step 4.1: a path longer than the tree is high proves nothing.
            if (sn == 0) {
                return Optional.empty();
            }
            if (isRight(fn) || fn == sn) {
                // Step 4.2.
                r = MerkleHash.node(p, r);
                while (!isRight(fn) && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                // Step 4.3.
                r = MerkleHash.node(r, p);
            }
            // Step 4.4.
            fn >>= 1;
            sn >>= 1;
        }
        // Step 5: sn ties the path to the tree's size; without it a proof for 4 entries passes for 8.
        return sn == 0 ? Optional.of(r) : Optional.empty();
    }

    private static boolean isRight(long node) {
        return (node & 1) == 1;
    }
}
