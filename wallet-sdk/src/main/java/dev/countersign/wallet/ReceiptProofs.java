package dev.countersign.wallet;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fetches the proofs of receipts, and keeps those that hold in a log that is what it was. */
final class ReceiptProofs {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final OrganisationLine line;
    private final ConsentRecords records;
    private final ReceiptSignature signature;
    private final LogWatch watch;

    ReceiptProofs(OrganisationLine line, ConsentRecords records, ReceiptSignature signature, LogWatch watch) {
        this.line = line;
        this.records = records;
        this.signature = signature;
        this.watch = watch;
    }

    /**
     * Returns the record with the proof of its receipt; as it was while there is none that can be taken.
     *
     * @throws IOException when the organisation does not answer
     */
    ConsentRecord prove(ConsentRecord record, Counterpart counterpart) throws IOException {
        Optional<ConsentReceipt> open = record.receipt()
                .filter(kept -> kept.logged().isPresent() && !kept.logIndex().isPresent())
                .flatMap(kept -> ReceiptSignature.verified(signature.byDocuments(kept, counterpart.enrolment())));
        Optional<LogEntry> entry = open.flatMap(ConsentReceipt::logEntry);
        if (!open.isPresent() || !entry.isPresent()) {
            return record;
        }
        VerifierKey named = open.get().logged().get().log();
        watch.meet(counterpart.log(), named);
        Optional<TlogProof> proof = proof(open.get().id(), counterpart);
        Optional<VerifiedInclusion> inclusion =
                proof.flatMap(shown -> watch.take(counterpart.log(), named, entry.get(), shown));
        if (!inclusion.isPresent()) {
            return record;
        }
        KeptReceipt.Proof kept =
                new KeptReceipt.Proof(inclusion.get().index(), proof.get().toString());
        // Others may have changed the record while the network was asked.
        ConsentRecord newest = records.find(record.challenge()).orElse(record);
        ConsentRecord proven =
                newest.receipt().map(receipt -> newest.with(receipt.with(kept))).orElse(newest);
        records.save(proven);
        return proven;
    }

    /** Returns the proof, unverified; empty while there is none, or it cannot be read. */
    private Optional<TlogProof> proof(String receipt, Counterpart counterpart) throws IOException {
        // The organisation chose this name: it must not lead elsewhere.
        if (!ID.matcher(receipt).matches()) {
            return Optional.empty();
        }
        Request request = Request.of(
                        Request.Method.GET, counterpart.enrolment().endpoint("receipts/" + receipt + "/proof"))
                .with("Accept", "text/plain, application/problem+json");
        Reply reply = line.send(request, counterpart.key());
        if (reply.status() == 404) {
            return Optional.empty();
        }
        byte[] body = reply.body();
        if (!reply.succeeded() || body.length > ReceiptFile.MAX_PROOF_LENGTH) {
            throw new IOException("proof: status " + reply.status() + ", " + body.length
                    + " bytes (expected: 200, at most " + ReceiptFile.MAX_PROOF_LENGTH + " bytes)");
        }
        try {
            return Optional.of(TlogProof.parse(body));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }
}
