package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which logs somebody accepts, and which witnesses must have seen a checkpoint before it counts (tlog-policy).
 *
 * <p>Each witness contributes in one way only: its key and its name each stand once.
 */
public final class WitnessPolicy {
    private final List<Log> logs;
    private final List<Witness> witnesses;
    private final Quorum quorum;
    private final String text;

    WitnessPolicy(List<Log> logs, List<Witness> witnesses, Quorum quorum, String text) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
        this.text = text;
    }

    /**
     * A log that is accepted.
     *
     * @param key whose name is the log's origin
     * @param url where it is; nothing here reads it
     */
    public record Log(VerifierKey key, Optional<String> url) {}

    /**
     * A witness that counts.
     *
     * @param name within the policy
     * @param url where checkpoints are submitted; nothing here reads it
     */
    public record Witness(String name, VerifierKey key, Optional<String> url) {}

    /**
     * Reads a policy.
     *
     * @throws MalformedInputException when it is not one, names a key or a member twice, or something that no line before defined
     */
    public static WitnessPolicy parse(String text) {
        return PolicyText.parse(text);
    }

    /** Returns the policy that accepts one log without any witness: who uses it trusts the log not to show two faces. */
    public static WitnessPolicy unwitnessed(VerifierKey log) {
        return parse("log " + log + "\nquorum none\n");
    }

    /** Returns the accepted logs. */
    public List<Log> logs() {
        return logs;
    }

    /** Returns the witnesses that count. */
    public List<Witness> witnesses() {
        return witnesses;
    }

    /**
     * Judges a checkpoint: signed by an accepted log under its own name, cosigned by as many witnesses as the quorum demands.
     *
     * @param note untrusted
     */
    public Verification<VerifiedCheckpoint> verify(SignedNote note) {
        return note.open(keys()).then(this::verify);
    }

    private Verification<VerifiedCheckpoint> verify(VerifiedNote note) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
        // The signature of a witness says nothing of the log's, and that of one log nothing of another's name.
        boolean signed = logs.stream()
                .anyMatch(log -> log.key().name().equals(checkpoint.origin())
                        && note.signatureOf(log.key()).isPresent());
        if (!signed) {
            return Verification.rejected(
                    RejectionReason.ISSUER_NOT_TRUSTED, "tlog-checkpoint: not signed by an accepted log of its origin");
        }
        Set<String> seenBy = witnesses.stream()
                .filter(witness -> note.signatureOf(witness.key()).isPresent())
                .map(Witness::name)
                .collect(Collectors.toCollection(HashSet::new));
        return quorum.isMetBy(seenBy)
                ? Verification.verified(new VerifiedCheckpoint(checkpoint, note))
                : Verification.rejected(
                        RejectionReason.NOT_WITNESSED,
                        "tlog-policy: cosigned by " + seenBy.size() + " of our witnesses");
    }

    private List<VerifierKey> keys() {
        List<VerifierKey> keys = new ArrayList<>();
        logs.forEach(log -> keys.add(log.key()));
        witnesses.forEach(witness -> keys.add(witness.key()));
        return keys;
    }

    /** Returns it as it was read. */
    @Override
    public String toString() {
        return text;
    }
}
