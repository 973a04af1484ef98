package dev.countersign.protocol.log;

/**
 * How many entries a tree has, and its root (RFC 6962 section 2.1). Says nothing about who vouches for it.
 *
 * @param size number of entries; 0 or more
 */
public record TreeHead(long size, MerkleHash root) {
    /** The tree without entries. */
    public static final TreeHead EMPTY = new TreeHead(0, MerkleHash.EMPTY_TREE);

    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("tree size: " + size + " (expected: >= 0)");
        }
    }
}
