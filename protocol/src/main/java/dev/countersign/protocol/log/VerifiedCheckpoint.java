package dev.countersign.protocol.log;

/**
 * A checkpoint that its log signed, and as many witnesses as the policy demands; only {@link WitnessPolicy#verify} makes one.
 *
 * <p>To keep one, keep the bytes of its note and verify them again.
 */
public final class VerifiedCheckpoint {
    private final Checkpoint checkpoint;
    private final VerifiedNote note;

    VerifiedCheckpoint(Checkpoint checkpoint, VerifiedNote note) {
        this.checkpoint = checkpoint;
        this.note = note;
    }

    /** Returns the log's name. */
    public String origin() {
        return checkpoint.origin();
    }

    /** Returns how many entries, and their root. */
    public TreeHead tree() {
        return checkpoint.tree();
    }

    /** Returns the note with whoever is known to have signed it. */
    public VerifiedNote note() {
        return note;
    }
}
