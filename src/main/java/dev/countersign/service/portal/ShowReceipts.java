package dev.countersign.service.portal;

import dev.countersign.protocol.log.TlogProof;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Purpose;
import dev.countersign.service.consent.PurposeText;
import dev.countersign.service.consent.Purposes;
import dev.countersign.service.consent.Receipts;
import dev.countersign.service.consent.StoredReceipt;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.ledger.ProveEntry;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Shows customers their receipts, with all that is needed to verify them without us. */
@ApplicationScoped
public class ShowReceipts {
    private final Receipts receipts;
    private final Challenges challenges;
    private final Purposes purposes;
    private final ProveEntry proveEntry;

    ShowReceipts(Receipts receipts, Challenges challenges, Purposes purposes, ProveEntry proveEntry) {
        this.receipts = receipts;
        this.challenges = challenges;
        this.purposes = purposes;
        this.proveEntry = proveEntry;
    }

    /**
     * A receipt.
     *
     * @param texts what was shown, by language; the receipt has their hash
     */
    public record Own(StoredReceipt receipt, Map<String, PurposeText> texts) {
        /** Copies the texts. */
        public Own {
            texts = Map.copyOf(texts);
        }
    }

    /** Returns a page of them, newest first. */
    @Transactional
    public Page<Own> list(CustomerId customer, PageRequest page) {
        return receipts.of(customer, page).map(receipt -> new Own(receipt, texts(receipt)));
    }

    /**
     * Proves that one is in the log.
     *
     * @throws Problem not-found, also when it is another customer's, or no checkpoint covers it yet
     */
    @Transactional
    public TlogProof prove(CustomerId customer, String id) {
        StoredReceipt receipt = receipts.withId(id)
                .filter(found -> found.customer().equals(customer))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such receipt."));
        return proofOf(receipt)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "The receipt's entry waits for its place in the log. Ask again."));
    }

    /** Returns the proof that a receipt is in the log; empty until a checkpoint covers it. */
    Optional<TlogProof> proofOf(StoredReceipt receipt) {
        return proveEntry.prove(receipt.entry());
    }

    private Map<String, PurposeText> texts(StoredReceipt receipt) {
        return challenges
                .find(receipt.challenge())
                .map(ConsentChallenge::ask)
                .flatMap(ask -> purposes.find(ask.purpose(), ask.purposeVersion()))
                .map(Purpose::texts)
                .orElse(Map.of());
    }
}
