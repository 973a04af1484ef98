package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A witness (tlog-witness): cosigns a checkpoint of a log that it knows, when that grew out of the one it cosigned before. So a
 * log cannot show one history here and another there.
 */
public final class Witness {
    private final List<VerifierKey> logs;
    private final NoteSigner cosigner;
    private final WitnessedHeads heads;

    /**
     * Makes one.
     *
     * @param logs keys of the logs that it cosigns for, each named as its log's origin
     * @param cosigner see {@link NoteSigner#cosigner}
     */
    public Witness(Collection<VerifierKey> logs, NoteSigner cosigner, WitnessedHeads heads) {
        this.logs = List.copyOf(logs);
        this.cosigner = cosigner;
        this.heads = heads;
    }

    /**
     * Answers {@code add-checkpoint}. What it cosigned is durable when it returns.
     *
     * @param body untrusted
     */
    public AddCheckpointResponse add(byte[] body) {
        try {
            AddCheckpointRequest request = AddCheckpointRequest.parse(body);
            return add(request, Checkpoint.parse(request.checkpoint().text()));
        } catch (MalformedInputException e) {
            return new AddCheckpointResponse.Refused(AddCheckpointResponse.Refused.MALFORMED);
        }
    }

    private AddCheckpointResponse add(AddCheckpointRequest request, Checkpoint checkpoint) {
        List<VerifierKey> keys = logs.stream()
                .filter(key -> key.name().equals(checkpoint.origin()))
                .collect(Collectors.toList());
        if (keys.isEmpty()) {
            return new AddCheckpointResponse.Refused(AddCheckpointResponse.Refused.UNKNOWN_LOG);
        }
        SignedNote note = request.checkpoint();
        if (!(note.open(keys) instanceof Verification.Verified<VerifiedNote>)) {
            return new AddCheckpointResponse.Refused(AddCheckpointResponse.Refused.NOT_SIGNED);
        }
        if (request.oldSize() > checkpoint.tree().size()) {
            return new AddCheckpointResponse.Refused(AddCheckpointResponse.Refused.MALFORMED);
        }
        TreeHead last = heads.last(checkpoint.origin());
        if (request.oldSize() != last.size()) {
            return new AddCheckpointResponse.Conflict(last.size());
        }
        if (!request.proof().proves(last, checkpoint.tree())) {
            return new AddCheckpointResponse.Refused(AddCheckpointResponse.Refused.INCONSISTENT);
        }
        NoteSignature cosignature = cosigner.sign(note.text());
        SignedNote next = of(keys, note).with(cosignature);
        String origin = checkpoint.origin();
        return heads.replace(origin, last, next)
                ? new AddCheckpointResponse.Cosigned(List.of(cosignature))
                : new AddCheckpointResponse.Conflict(heads.last(origin).size());
    }

    // What others signed is not kept: nothing here verified it.
    private static SignedNote of(List<VerifierKey> keys, SignedNote note) {
        return new SignedNote(
                note.text(),
                note.signatures().stream()
                        .filter(line -> keys.stream().anyMatch(line::claimsToBeOf))
                        .collect(Collectors.toList()));
    }
}
