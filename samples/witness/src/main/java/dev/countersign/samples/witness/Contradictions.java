package dev.countersign.samples.witness;

import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds forks without the log's help: whatever the log signed, and whoever brought it, must be a beginning of the copy that is kept
 * here, or become one when the copy has grown.
 */
final class Contradictions {
    private static final int MAX_WAITING = 64;

    private final LogMemory memory;
    private final Mirror mirror;
    private final Alarms alarms;
    private final Map<String, VerifiedCheckpoint> waiting = new LinkedHashMap<>();

    Contradictions(LogMemory memory, Mirror mirror, Alarms alarms) {
        this.memory = memory;
        this.mirror = mirror;
        this.alarms = alarms;
    }

    /** Judges a checkpoint that the log signed, and raises the alarm; returns whether it contradicts another one. */
    boolean finds(VerifiedCheckpoint shown) throws IOException {
        Optional<VerifiedCheckpoint> seen = memory.seen();
        Optional<VerifiedCheckpoint> cosigned = memory.cosigned();
        for (Optional<VerifiedCheckpoint> known : List.of(seen, cosigned)) {
            if (known.isPresent() && differ(known.get(), shown)) {
                forked(known.get(), shown);
                return true;
            }
        }
        if (mirror.copied().isPresent()
                && shown.tree().size() <= mirror.copiedSize()
                && mirror.compare(shown) instanceof Observation.Forked fork) {
            forked(fork.known(), fork.shown());
            return true;
        }
        return false;
    }

    /** Remembers a checkpoint that is larger than the copy, to be judged when the copy has grown. */
    synchronized void keep(VerifiedCheckpoint shown) {
        if (shown.tree().size() > mirror.copiedSize() && waiting.size() < MAX_WAITING) {
            waiting.put(shown.note().text(), shown);
        }
    }

    /** Judges what waited for the copy to grow, and what was cosigned. */
    void copyHasGrown() throws IOException {
        Optional<VerifiedCheckpoint> cosigned = memory.cosigned();
        if (cosigned.isPresent()) {
            finds(cosigned.get());
        }
        for (VerifiedCheckpoint due : due()) {
            finds(due);
        }
    }

    void forked(VerifiedCheckpoint known, VerifiedCheckpoint shown) {
        alarms.raise(
                AlarmKind.FORKED,
                known.origin(),
                "the log signed two histories: " + known.tree().size() + " entries "
                        + known.tree().root() + ", and " + shown.tree().size() + " entries "
                        + shown.tree().root(),
                Notes.of(known, shown));
    }

    private synchronized List<VerifiedCheckpoint> due() {
        List<VerifiedCheckpoint> due = waiting.values().stream()
                .filter(one -> one.tree().size() <= mirror.copiedSize())
                .toList();
        waiting.values().removeAll(due);
        return due;
    }

    private static boolean differ(VerifiedCheckpoint known, VerifiedCheckpoint shown) {
        return known.tree().size() == shown.tree().size() && !known.tree().equals(shown.tree());
    }
}
