package dev.countersign.protocol.log;

import java.util.List;
import java.util.Optional;

/**
 * Shows that a tree grew out of an older one without losing or changing an entry (RFC 9162 section 2.1.4).
 *
 * @param path as in RFC 6962 section 2.1.2
 */
public record ConsistencyProof(List<MerkleHash> path) {
    /** No proof between trees whose sizes fit in 63 bits is longer; tlog-witness allows no more. */
    public static final int MAX_HASHES = 63;

    /** The proof from the empty tree, or from a tree to itself. */
    public static final ConsistencyProof EMPTY = new ConsistencyProof(List.of());

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Returns whether every entry of the older tree is where it was in the newer one. Never throws. */
    public boolean proves(TreeHead older, TreeHead newer) {
        if (older.size() == 0 || older.size() == newer.size()) {
            // Nothing to recompute: a proof that has hashes is one of something else. The empty tree has but one root.
            return path.isEmpty()
                    && (older.size() == newer.size() ? older.equals(newer) : older.equals(TreeHead.EMPTY));
        }
        return root(older, newer.size()).filter(newer.root()::equals).isPresent();
    }

    /**
     * Returns the root of the newer tree that the older one leads to; empty when the path does not fit.
     *
     * @param older not empty
     */
    Optional<MerkleHash> root(TreeHead older, long newerSize) {
        if (older.size() == 0 || older.size() >= newerSize) {
            return Optional.empty();
        }
        // RFC 9162 2.1.4.2 steps 1 and 2: the root of a whole tree is left out of its proof.
        boolean whole = Long.bitCount(older.size()) == 1;
        if (!whole && path.isEmpty()) {
            return Optional.empty();
        }
        MerkleHash first = whole ? older.root() : path.get(0);
        List<MerkleHash> rest = whole ? path : path.subList(1, path.size());
        // Steps 3 and 4.
        int shared = Long.numberOfTrailingZeros(older.size());
        long fn = (older.size() - 1) >> shared;
        long sn = (newerSize - 1) >> shared;
        // Step 5.
        MerkleHash fr = first;
        MerkleHash sr = first;
        // Step 6.
        for (MerkleHash c : rest) {
            // Step 6.1.
            if (sn == 0) {
                return Optional.empty();
            }
            if ((fn & 1) == 1 || fn == sn) {
                // Step 6.2.
                fr = MerkleHash.node(c, fr);
                sr = MerkleHash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                // Step 6.3.
                sr = MerkleHash.node(sr, c);
            }
            // Step 6.4.
            fn >>= 1;
            sn >>= 1;
        }
        // Step 7.
        return sn == 0 && fr.equals(older.root()) ? Optional.of(sr) : Optional.empty();
    }
}
