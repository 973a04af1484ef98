package dev.countersign.protocol.log;

/** What a witness cosigned last, for each log: the memory that makes it a witness. */
public interface WitnessedHeads {

    /** Returns the tree of this log that was cosigned last; {@link TreeHead#EMPTY} when none was. */
    TreeHead last(String origin);

    /**
     * Replaces what was cosigned last, if it is still what the caller saw: one atomic step, durable when it returns true. Without
     * that two answers could cosign two trees that contradict each other.
     *
     * @param seen what {@link #last} returned
     * @param next the checkpoint, with the signatures of log and witness
     * @return false when another checkpoint came first; nothing is changed then
     */
    boolean replace(String origin, TreeHead seen, SignedNote next);
}
