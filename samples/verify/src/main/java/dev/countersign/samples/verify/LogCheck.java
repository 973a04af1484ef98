package dev.countersign.samples.verify;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifiedNote;
import dev.countersign.protocol.log.VerifiedSignature;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether a receipt's entry is in the log, whose log it is, and who else saw it. */
final class LogCheck {
    private final Expectations expected;
    private final Consumer<Check> report;

    LogCheck(Expectations expected, Consumer<Check> report) {
        this.expected = expected;
        this.report = report;
    }

    /**
     * Reports what was found.
     *
     * @param receipt signed by the organisation
     * @param proofText as it came
     */
    void check(ConsentReceipt receipt, Optional<String> proofText) {
        Optional<LogEntry> entry = receipt.logEntry();
        if (!entry.isPresent()) {
            report.accept(Check.refused("The receipt names no log: nothing shows that it was not made later."));
            return;
        }
        VerifierKey key = receipt.logged().orElseThrow().log();
        checkKey(key);
        if (!proofText.isPresent()) {
            report.accept(Check.unknown("The file has no proof that the receipt is in the log " + key.name()
                    + ". Save the receipt again when the wallet shows its place."));
            return;
        }
        TlogProof proof;
        try {
            proof = TlogProof.parse(proofText.get().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            report.accept(Check.refused("The proof cannot be read: " + e.getMessage()));
            return;
        }
        checkpoint(proof, key).ifPresent(tree -> {
            report.accept(
                    proof.inclusion().proves(entry.get().leafHash(), tree)
                            ? Check.holds("The receipt is in the log: entry "
                                    + proof.inclusion().index() + " of " + tree.size() + ".")
                            : Check.refused(
                                    "The proof does not lead from this receipt to the log's checkpoint: it is of"
                                            + " another entry, another place or another log."));
            witnesses(proof, key);
        });
    }

    private void checkKey(VerifierKey key) {
        if (!expected.log().isPresent()) {
            report.accept(Check.unasked("The log's key is the one that the organisation signed into the receipt: " + key
                    + ". With --log-key it is compared with one that you know."));
            return;
        }
        report.accept(
                expected.log().get().equals(key)
                        ? Check.holds("The log's key is the one that you named: " + key)
                        : Check.refused("The log's key is " + key + ", not the one that you named."));
    }

    private Optional<TreeHead> checkpoint(TlogProof proof, VerifierKey key) {
        Verification<VerifiedNote> opened = proof.checkpoint().open(List.of(key));
        if (opened instanceof Verification.Verified<VerifiedNote> note) {
            try {
                Checkpoint checkpoint = Checkpoint.parse(note.value().text());
                if (checkpoint.origin().equals(key.name())) {
                    report.accept(Check.holds("The log " + key.name() + " signed the checkpoint of "
                            + checkpoint.tree().size() + " entries."));
                    return Optional.of(checkpoint.tree());
                }
                report.accept(Check.refused("The checkpoint is of another log: " + checkpoint.origin()));
            } catch (MalformedInputException e) {
                report.accept(Check.refused("What the log signed is no checkpoint: " + e.getMessage()));
            }
            return Optional.empty();
        }
        report.accept(Check.refused("The log " + key.name() + " did not sign this checkpoint."));
        return Optional.empty();
    }

    private void witnesses(TlogProof proof, VerifierKey key) {
        if (!expected.policy().isPresent()) {
            report.accept(
                    Check.unasked("Witnesses were not asked for. The log could have shown you another history than"
                            + " others; with --policy, witnesses that you trust must have seen the same one."));
            return;
        }
        WitnessPolicy policy = expected.policy().get();
        if (policy.logs().stream().noneMatch(log -> log.key().equals(key))) {
            report.accept(Check.refused("The policy does not name this log: " + key));
            return;
        }
        List<WitnessPolicy.Witness> known = policy.witnesses();
        Verification<VerifiedNote> opened = proof.checkpoint()
                .open(known.stream().map(WitnessPolicy.Witness::key).collect(Collectors.toList()));
        List<VerifiedSignature> seen = opened instanceof Verification.Verified<VerifiedNote> note
                ? note.value().signatures()
                : List.of();
        String count = seen.size() + " of " + known.size() + " witnesses of the policy saw this checkpoint"
                + seen.stream()
                        .map(signature -> signature.key().name()
                                + signature.time().map(time -> " at " + time).orElse(""))
                        .collect(Collectors.joining(", ", seen.isEmpty() ? "" : ": ", "."));
        report.accept(
                policy.verify(proof.checkpoint()) instanceof Verification.Verified
                        ? Check.holds(count)
                        : Check.refused(count + " The policy demands more."));
    }
}
