package dev.countersign.service.presentation.store;

import dev.countersign.service.presentation.Addressee;
import dev.countersign.service.presentation.ClaimId;
import dev.countersign.service.presentation.RequestId;
import dev.countersign.service.presentation.Transaction;
import dev.countersign.service.presentation.TransactionId;
import dev.countersign.service.presentation.Transactions;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code presentation_transaction}; every change of state is one conditional update. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PostgresTransactions implements Transactions {
    private static final String CLAIM = "state = 'claimed', claim = ?2, claimLapsesAt = ?3 where requestId = ?1 and"
            + " expiresAt > ?4 and (state = 'waiting' or (state = 'claimed' and claimLapsesAt <= ?4))";
    private static final String RELEASE =
            "state = 'waiting', claim = null, claimLapsesAt = null where requestId = ?1 and claim = ?2";
    private static final String END = "state = 'answered', sealed = null, claim = null, claimLapsesAt = null"
            + " where requestId = ?1 and claim = ?2";
    private static final String CANCEL = "state = 'cancelled', sealed = null, claim = null, claimLapsesAt = null"
            + " where transactionId = ?1 and state in ('waiting', 'claimed')";

    private final Rows rows;
    private final SealedAsk sealedAsk;

    PostgresTransactions(Rows rows, SealedAsk sealedAsk) {
        this.rows = rows;
        this.sealedAsk = sealedAsk;
    }

    /** The lines by their key. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<TransactionRow, String> {}

    @Override
    public void add(TransactionId id, Transaction.Waiting waiting) {
        TransactionRow row = new TransactionRow();
        row.requestId = waiting.requestId().value();
        row.transactionId = id.value();
        row.recipient = waiting.addressee().recipient();
        row.reference = waiting.addressee().reference();
        row.sealed = sealedAsk.seal(row.requestId, waiting.asked());
        row.state = "waiting";
        row.expiresAt = waiting.expiresAt();
        rows.persist(row);
    }

    @Override
    public Optional<Transaction> find(RequestId id) {
        return rows.findByIdOptional(id.value()).map(this::transaction);
    }

    private Transaction transaction(TransactionRow row) {
        byte @Nullable [] sealed = row.sealed;
        if (sealed == null) {
            return new Transaction.Ended();
        }
        return new Transaction.Waiting(
                new RequestId(row.requestId),
                new Addressee(row.recipient, row.reference),
                sealedAsk.open(row.requestId, sealed),
                row.expiresAt,
                row.opened);
    }

    @Override
    public void markOpened(RequestId id) {
        rows.update("opened = true where requestId = ?1 and not opened", id.value());
    }

    @Override
    public boolean claim(RequestId id, Claim claim) {
        return changed(rows.update(CLAIM, id.value(), claim.id().value(), claim.lapsesAt(), claim.now()));
    }

    @Override
    public boolean release(RequestId id, ClaimId claim) {
        return changed(rows.update(RELEASE, id.value(), claim.value()));
    }

    @Override
    public boolean end(RequestId id, ClaimId claim) {
        return changed(rows.update(END, id.value(), claim.value()));
    }

    @Override
    public boolean cancel(TransactionId id) {
        return changed(rows.update(CANCEL, id.value()));
    }

    @Override
    public int removeExpiredBefore(Instant time) {
        return (int) rows.delete("expiresAt < ?1", time);
    }

    private static boolean changed(int rows) {
        return rows == 1;
    }
}
