package dev.countersign.protocol.log;

/** That an entry is in a log at this place; only {@link TlogProof#verify} makes one. */
public final class VerifiedInclusion {
    private final long index;
    private final VerifiedCheckpoint checkpoint;

    VerifiedInclusion(long index, VerifiedCheckpoint checkpoint) {
        this.index = index;
        this.checkpoint = checkpoint;
    }

    /** Returns the entry's zero-based position. */
    public long index() {
        return index;
    }

    /** Returns the checkpoint that shows it, for comparing with others of the same log. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }
}
