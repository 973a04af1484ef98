package dev.countersign.service.consent.store;

import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.Receipts;
import dev.countersign.service.consent.StoredReceipt;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

@ApplicationScoped
class PostgresReceipts implements Receipts, PanacheRepositoryBase<ReceiptRow, String> {
    @Override
    @Transactional
    public void add(StoredReceipt receipt) {
        ReceiptRow row = new ReceiptRow();
        row.id = receipt.id();
        row.challengeId = receipt.challenge().value();
        row.customerId = receipt.customer().value();
        row.receipt = receipt.receipt();
        row.entryId = receipt.entry().value();
        row.madeAt = receipt.madeAt();
        persistAndFlush(row);
    }

    @Override
    @Transactional
    public Optional<StoredReceipt> find(ChallengeId challenge) {
        return find("challengeId", challenge.value()).firstResultOptional().map(PostgresReceipts::read);
    }

    @Override
    @Transactional
    public Optional<StoredReceipt> withId(String id) {
        return findByIdOptional(id).map(PostgresReceipts::read);
    }

    @Override
    @Transactional
    public Page<StoredReceipt> of(CustomerId customer, PageRequest page) {
        PanacheQuery<ReceiptRow> query = page.after().isPresent()
                ? find(
                        "customerId = ?1 and id < ?2 order by id desc",
                        customer.value(),
                        page.after().get())
                : find("customerId = ?1 order by id desc", customer.value());
        return Page.of(
                query.range(0, page.limit()).stream()
                        .map(PostgresReceipts::read)
                        .toList(),
                page,
                StoredReceipt::id);
    }

    private static StoredReceipt read(ReceiptRow row) {
        return new StoredReceipt(
                row.id,
                new ChallengeId(row.challengeId),
                new CustomerId(row.customerId),
                row.receipt,
                new EntryId(row.entryId),
                row.madeAt);
    }
}
