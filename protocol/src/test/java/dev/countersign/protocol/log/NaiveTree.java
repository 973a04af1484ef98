package dev.countersign.protocol.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The tree as RFC 6962 section 2.1 writes it down, hash by hash: slow, and nothing in it is ours. */
final class NaiveTree {
    private final List<MerkleHash> leaves;

    NaiveTree(List<MerkleHash> leaves) {
        this.leaves = leaves;
    }

    /** Returns the hashes of this many entries, each of which is its position. */
    static List<MerkleHash> leaves(int from, int to) {
        List<MerkleHash> leaves = new ArrayList<>();
        entries(from, to).forEach(entry -> leaves.add(MerkleHash.leaf(entry)));
        return leaves;
    }

    static List<byte[]> entries(int from, int to) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(ByteBuffer.allocate(4).putInt(i).array());
        }
        return entries;
    }

    static NaiveTree of(int size) {
        return new NaiveTree(leaves(0, size));
    }

    TreeHead head() {
        return head(leaves.size());
    }

    TreeHead head(int size) {
        return new TreeHead(size, root(leaves.subList(0, size)));
    }

    List<MerkleHash> inclusion(int index) {
        return path(index, leaves);
    }

    List<MerkleHash> consistency(int older) {
        return subproof(older, leaves, true);
    }

    private static MerkleHash root(List<MerkleHash> part) {
        if (part.isEmpty()) {
            return MerkleHash.EMPTY_TREE;
        }
        if (part.size() == 1) {
            return part.get(0);
        }
        int k = split(part.size());
        return MerkleHash.node(root(part.subList(0, k)), root(part.subList(k, part.size())));
    }

    private static List<MerkleHash> path(int m, List<MerkleHash> part) {
        int n = part.size();
        if (n == 1) {
            return new ArrayList<>();
        }
        int k = split(n);
        List<MerkleHash> path = m < k ? path(m, part.subList(0, k)) : path(m - k, part.subList(k, n));
        path.add(m < k ? root(part.subList(k, n)) : root(part.subList(0, k)));
        return path;
    }

    private static List<MerkleHash> subproof(int m, List<MerkleHash> part, boolean known) {
        int n = part.size();
        if (m == n) {
            return known ? new ArrayList<>() : new ArrayList<>(List.of(root(part)));
        }
        int k = split(n);
        List<MerkleHash> path =
                m <= k ? subproof(m, part.subList(0, k), known) : subproof(m - k, part.subList(k, n), false);
        path.add(m <= k ? root(part.subList(k, n)) : root(part.subList(0, k)));
        return path;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
