package dev.countersign.samples.witness;

import dev.countersign.protocol.log.VerifiedCheckpoint;
import java.util.Optional;

/** The two checkpoints that an alarm is about, as they were received. */
final class Notes {
    private final byte[] known;
    private final byte[] shown;

    private Notes(byte[] known, byte[] shown) {
        this.known = known.clone();
        this.shown = shown.clone();
    }

    static Notes of(VerifiedCheckpoint known, VerifiedCheckpoint shown) {
        return new Notes(bytes(known), bytes(shown));
    }

    static Notes of(Optional<VerifiedCheckpoint> known, byte[] shown) {
        return new Notes(known.map(Notes::bytes).orElse(new byte[0]), shown);
    }

    /** Returns what the log had signed before; empty when nothing was known. */
    byte[] known() {
        return known.clone();
    }

    /** Returns what the log came with. */
    byte[] shown() {
        return shown.clone();
    }

    private static byte[] bytes(VerifiedCheckpoint checkpoint) {
        return checkpoint.note().note().bytes();
    }
}
