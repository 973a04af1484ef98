package dev.countersign.wallet;

import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.util.Optional;

/** Fetches the proofs of receipts, and keeps those that hold in a log that is what it was. */
final class ReceiptProofs {
    private final FetchProof proofs;
    private final ConsentRecords records;
    private final ReceiptSignature signature;
    private final LogWatch watch;

    ReceiptProofs(OrganisationLine line, ConsentRecords records, ReceiptSignature signature, LogWatch watch) {
        this.proofs = new FetchProof(line);
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
        Optional<TlogProof> proof = proofs.fetch("receipts", open.get().id(), counterpart);
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
}
