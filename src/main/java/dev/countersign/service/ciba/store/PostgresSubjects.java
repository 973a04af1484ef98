package dev.countersign.service.ciba.store;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.ciba.Subjects;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.KeyedHash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Names in {@code ciba_subject}: keyed hashes of client and customer, so that a name tells neither. */
@ApplicationScoped
@Transactional
class PostgresSubjects implements Subjects, PanacheRepositoryBase<SubjectRow, String> {
    private static final String DOMAIN = "ciba_subject";

    private final KeyedHash keyedHash;

    PostgresSubjects(KeyedHash keyedHash) {
        this.keyedHash = keyedHash;
    }

    @Override
    public String of(String clientId, CustomerId customer) {
        // A customer's name has no slash in it.
        String subject = Base64Url.encode(keyedHash.hash(DOMAIN, customer.value() + "/" + clientId));
        getEntityManager()
                .createNativeQuery("insert into ciba_subject (subject, client_id, customer_id)"
                        + " values (?1, ?2, ?3) on conflict do nothing")
                .setParameter(1, subject)
                .setParameter(2, clientId)
                .setParameter(3, customer.value())
                .executeUpdate();
        return subject;
    }

    @Override
    public Optional<CustomerId> find(String clientId, String subject) {
        return find("subject = ?1 and clientId = ?2", subject, clientId)
                .firstResultOptional()
                .map(row -> new CustomerId(row.customerId));
    }

    @Override
    public void forget(CustomerId customer) {
        delete("customerId", customer.value());
    }
}
