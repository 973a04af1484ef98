package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.consent.ReceiptFile;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A receipt as it came, and what this wallet found when it checked it.
 *
 * @param compact the signed receipt; kept also when it is wrong, because then it is evidence
 * @param organisation who had to sign it, and what its DID was resolved from then, so that this can be verified for ever
 * @param logged what the receipt says of its entry in the log; empty when it names no log, or is wrong
 */
public record KeptReceipt(
        String compact, Finding finding, ReceiptFile.Organisation organisation, Optional<Logged> logged) {
    private static final int MAX_RECEIPT_LENGTH = 64 * 1024;

    /** What the check found. */
    public enum Finding {
        /** The organisation signed it, and it says what was shown and answered. */
        MATCHES,
        /** The organisation did not sign it, or it says something else. */
        DIFFERS
    }

    /**
     * An entry in the organisation's log.
     *
     * @param since when the receipt that promises it was issued
     * @param proof empty until the log has it
     */
    public record Logged(Instant since, Optional<Proof> proof) {}

    /**
     * That the entry is in the log, verified when it came.
     *
     * @param index the entry's place, counted from 0
     * @param text the tlog-proof, which anybody can verify for ever
     */
    public record Proof(long index, String text) {}

    /** Returns the proven place in the log, if there is one yet. */
    public OptionalLong logIndex() {
        return logged.flatMap(Logged::proof)
                .map(proof -> OptionalLong.of(proof.index()))
                .orElse(OptionalLong.empty());
    }

    KeptReceipt with(Proof proof) {
        return new KeptReceipt(
                compact, finding, organisation, logged.map(entry -> new Logged(entry.since(), Optional.of(proof))));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("compact", compact).put("finding", finding.name());
        json.set("organisation", organisation.toJson());
        logged.ifPresent(entry -> {
            ObjectNode log = json.putObject("logged").put("since", JsonMembers.print(entry.since()));
            entry.proof()
                    .ifPresent(proof ->
                            log.putObject("proof").put("index", proof.index()).put("text", proof.text()));
        });
        return json;
    }

    static KeptReceipt parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "wallet: receipt");
        return new KeptReceipt(
                members.text("compact", MAX_RECEIPT_LENGTH),
                Finding.valueOf(members.text("finding")),
                ReceiptFile.Organisation.parse(members.object("organisation")),
                members.optionalObject("logged").map(KeptReceipt::logged));
    }

    private static Logged logged(JsonMembers members) {
        return new Logged(
                members.time("since"),
                members.optionalObject("proof")
                        .map(proof -> new Proof(
                                proof.integer("index", 0, Long.MAX_VALUE),
                                proof.text("text", ReceiptFile.MAX_PROOF_LENGTH))));
    }
}
