package dev.countersign.samples.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Whether a transaction of Stellar anchors a checkpoint of a log: its memo is the SHA-256 of the checkpoint's text. What the
 * transaction is, is believed of the Horizon that whoever verifies has asked.
 */
final class AnchorChecks {
    private final Optional<VerifierKey> logKey;
    private final Optional<String> account;
    private final List<Check> made = new ArrayList<>();

    /**
     * What is known from elsewhere.
     *
     * @param logKey the log's
     * @param account the organisation's in the chain
     */
    AnchorChecks(Optional<VerifierKey> logKey, Optional<String> account) {
        this.logKey = logKey;
        this.account = account;
    }

    /** Returns what was checked, in order. */
    List<Check> made() {
        return List.copyOf(made);
    }

    /** Checks a transaction, as Horizon shows it. */
    void make(SignedNote note, JsonNode transaction) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        signed(note, checkpoint);
        marked(note, transaction);
        made.add(
                transaction.path("successful").asBoolean(false)
                        ? Check.holds("The chain took the transaction " + text(transaction, "hash") + " at "
                                + text(transaction, "created_at") + ", in ledger "
                                + transaction.path("ledger").asText("?") + ".")
                        : Check.refused("The transaction failed, or is not shown as successful."));
        paidBy(text(transaction, "source_account"));
    }

    private void signed(SignedNote note, Checkpoint checkpoint) {
        if (!logKey.isPresent()) {
            made.add(Check.unknown("Who signed the checkpoint is not known: name the log's key with --log-key."));
            return;
        }
        boolean right = checkpoint.origin().equals(logKey.get().name())
                && note.open(List.of(logKey.get())) instanceof Verification.Verified;
        made.add(
                right
                        ? Check.holds("The log " + checkpoint.origin() + " signed the checkpoint of "
                                + checkpoint.tree().size() + " entries.")
                        : Check.refused(
                                "The log that you named did not sign this checkpoint of " + checkpoint.origin() + "."));
    }

    private void marked(SignedNote note, JsonNode transaction) {
        boolean same = text(transaction, "memo_type").equals("hash")
                && MessageDigest.isEqual(memo(transaction), hash(note.text()));
        made.add(
                same
                        ? Check.holds("The transaction's memo is the hash of this checkpoint.")
                        : Check.refused("The transaction's memo is not the hash of this checkpoint."));
    }

    private void paidBy(String payer) {
        if (!account.isPresent()) {
            made.add(
                    Check.unasked(
                            "The account " + payer
                                    + " was not compared with one that you know (--account): anybody may have had this hash anchored."));
            return;
        }
        made.add(
                account.get().equals(payer)
                        ? Check.holds("The account is the one that you named: " + payer)
                        : Check.refused("The account is " + payer + ", not the one that you named."));
    }

    private static byte[] memo(JsonNode transaction) {
        try {
            return Base64.getDecoder().decode(text(transaction, "memo"));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode transaction, String member) {
        return transaction.path(member).asText("");
    }
}
