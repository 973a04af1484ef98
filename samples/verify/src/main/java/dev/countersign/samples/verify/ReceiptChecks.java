package dev.countersign.samples.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.jose.Jws;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks of one receipt, in the order in which they rest on each other. */
final class ReceiptChecks {
    private final Expectations expected;
    private final Clock clock;
    private final List<Check> made = new ArrayList<>();

    ReceiptChecks(Expectations expected, Clock clock) {
        this.expected = expected;
        this.clock = clock;
    }

    /**
     * Makes the checks.
     *
     * @return the receipt, if the organisation signed it
     */
    Optional<ConsentReceipt> make(ReceiptFile file) {
        Optional<ConsentReceipt> signed = signed(file);
        signed.ifPresent(receipt -> {
            texts(receipt, file);
            file.log()
                    .filter(key ->
                            !receipt.logged().map(ConsentReceipt.Logged::log).equals(Optional.of(key)))
                    .ifPresent(key -> made.add(Check.refused("The file names another log than the receipt: " + key)));
            new LogCheck(expected, made::add).check(receipt, file.proof());
        });
        return signed;
    }

    /** Returns what was found, in order. */
    List<Check> made() {
        return List.copyOf(made);
    }

    private Optional<ConsentReceipt> signed(ReceiptFile file) {
        OrganisationCheck.Claimed claimed;
        try {
            Jws jws = Jws.parse(file.receipt());
            ObjectNode claims = jws.claims();
            JsonMembers members = JsonMembers.of(claims, "Countersign receipt");
            claimed = new OrganisationCheck.Claimed(
                    jws.keyId().orElse(""), members.text("iss"), members.numericDate("iat"));
        } catch (MalformedInputException e) {
            made.add(Check.refused("The receipt cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
        Optional<PublicKey> key = new OrganisationCheck(file.organisation(), expected, clock, made::add).key(claimed);
        return key.flatMap(known -> signed(file.receipt(), known, claimed.issuer()));
    }

    private Optional<ConsentReceipt> signed(String compact, PublicKey key, String issuer) {
        Verification<ConsentReceipt> judgement = ConsentReceipt.verify(compact, key, issuer);
        if (judgement instanceof Verification.Verified<ConsentReceipt> receipt) {
            made.add(Check.holds("The signature holds: nothing in the receipt was changed."));
            receipt.value()
                    .logged()
                    .ifPresent(entry -> made.add(Check.holds("The commitment " + entry.commitment()
                            + " opens to this receipt: the entry in the log is about it and nothing else.")));
            return Optional.of(receipt.value());
        }
        Verification.Rejected<ConsentReceipt> no = (Verification.Rejected<ConsentReceipt>) judgement;
        made.add(Check.refused(
                no.reason() == RejectionReason.CLAIM_INVALID
                        ? "The commitment does not open to this receipt: the entry in the log is about something else."
                        : no.reason() == RejectionReason.SIGNATURE_INVALID
                                ? "The signature does not hold: the receipt was changed, or somebody else signed it."
                                : "This is no receipt of the organisation: " + no.detail()));
        return Optional.empty();
    }

    private void texts(ConsentReceipt receipt, ReceiptFile file) {
        boolean same = receipt.textsSha256().equals(file.shown().textsSha256())
                && receipt.purpose().name().equals(file.shown().name())
                && receipt.purpose().version() == file.shown().version();
        made.add(
                same
                        ? Check.holds("The texts in the file are those that the receipt says were shown.")
                        : Check.refused("The texts in the file are not those that the receipt says were shown."));
    }
}
