package dev.countersign.service.consent.store;

import dev.countersign.service.consent.TextMessages;
import dev.countersign.service.holder.CustomerId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

@ApplicationScoped
class PostgresTextMessages implements TextMessages, PanacheRepositoryBase<TextMessageRow, Long> {
    @Override
    @Transactional
    public long add(Entry entry) {
        TextMessageRow row = new TextMessageRow();
        row.challengeId = entry.challenge().value();
        row.customerId = entry.customer().value();
        row.sentBy = entry.sentBy();
        row.askedAt = entry.at();
        row.outcome = word(entry.outcome());
        persistAndFlush(row);
        return row.id;
    }

    @Override
    @Transactional
    public void finish(long place, Outcome outcome) {
        update("outcome = ?1 where id = ?2", word(outcome), place);
    }

    @Override
    @Transactional
    public List<Instant> of(CustomerId customer, Instant since) {
        return find("customerId = ?1 and askedAt > ?2 order by askedAt", customer.value(), since).stream()
                .map(row -> row.askedAt)
                .toList();
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
