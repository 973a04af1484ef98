package dev.countersign.service.ciba.store;

import dev.countersign.service.ciba.UserCodes;
import dev.countersign.service.holder.CustomerId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Hashes in {@code ciba_user_code}. */
@ApplicationScoped
@Transactional
class PostgresUserCodes implements UserCodes, PanacheRepositoryBase<UserCodeRow, String> {
    PostgresUserCodes() {}

    @Override
    public Optional<String> find(CustomerId customer) {
        return findByIdOptional(customer.value()).map(row -> row.codeHash);
    }

    @Override
    public void save(CustomerId customer, String hash, Instant at) {
        UserCodeRow row = findByIdOptional(customer.value()).orElseGet(UserCodeRow::new);
        row.customerId = customer.value();
        row.codeHash = hash;
        row.setAt = at;
        persist(row);
    }

    @Override
    public void remove(CustomerId customer) {
        deleteById(customer.value());
    }
}
