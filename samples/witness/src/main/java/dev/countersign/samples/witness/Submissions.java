package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.AddCheckpointResponse;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.Witness;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what logs submit to be cosigned, as tlog-witness says, with one refusal more: what contradicts the copy that is kept here is
 * not consistent (422), whatever was cosigned before. What is refused and is signed by the log becomes a suspicion to be looked into.
 */
final class Submissions {
    private static final int INCONSISTENT = 422;

    private final Witness witness;
    private final Map<String, Followed> logs;

    Submissions(Witness witness, Map<String, Followed> logs) {
        this.witness = witness;
        this.logs = Map.copyOf(logs);
    }

    /**
     * Answers {@code add-checkpoint}. What it cosigned is durable when it returns.
     *
     * @param body untrusted
     */
    AddCheckpointResponse add(byte[] body) throws IOException {
        Optional<VerifiedCheckpoint> signed = signed(body);
        if (signed.isPresent() && of(signed.get()).finds(signed.get())) {
            return new AddCheckpointResponse.Refused(INCONSISTENT);
        }
        AddCheckpointResponse answer = witness.add(body);
        if (signed.isPresent() && !(answer instanceof AddCheckpointResponse.Cosigned)) {
            // Of two that came at once, the other may have been cosigned since.
            Contradictions contradictions = of(signed.get());
            if (!contradictions.finds(signed.get())) {
                contradictions.keep(signed.get());
            }
        }
        return answer;
    }

    private Contradictions of(VerifiedCheckpoint checkpoint) {
        Followed followed = logs.get(checkpoint.origin());
        if (followed == null) {
            throw new IllegalStateException("a log's checkpoint is verified with that log's keys");
        }
        return followed.contradictions();
    }

    private Optional<VerifiedCheckpoint> signed(byte[] body) {
        try {
            SignedNote note = AddCheckpointRequest.parse(body).checkpoint();
            Followed followed = logs.get(Checkpoint.parse(note.text()).origin());
            if (followed != null
                    && followed.log().policy().verify(note)
                            instanceof Verification.Verified<VerifiedCheckpoint> checkpoint) {
                return Optional.of(checkpoint.value());
            }
            return Optional.empty();
        } catch (MalformedInputException e) {
            // The witness answers that.
            return Optional.empty();
        }
    }
}
