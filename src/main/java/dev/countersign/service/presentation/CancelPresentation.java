package dev.countersign.service.presentation;

import jakarta.enterprise.context.ApplicationScoped;

/** Ends a transaction that nobody waits for any more. */
@ApplicationScoped
public class CancelPresentation {
    private final Transactions transactions;

    CancelPresentation(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Ends it inside the caller's database transaction. An answer that is being judged is not recorded any more; one that
     * was recorded stays. A transaction that is over already is left as it is.
     */
    public void cancel(TransactionId id) {
        transactions.cancel(id);
    }
}
