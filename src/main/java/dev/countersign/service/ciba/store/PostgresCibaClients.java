package dev.countersign.service.ciba.store;

import dev.countersign.service.ciba.CibaClient;
import dev.countersign.service.ciba.CibaClients;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Registrations in {@code ciba_client}. */
@ApplicationScoped
@Transactional
class PostgresCibaClients implements CibaClients, PanacheRepositoryBase<CibaClientRow, String> {
    PostgresCibaClients() {}

    @Override
    public Optional<CibaClient> find(String clientId) {
        return findByIdOptional(clientId).map(CibaClientRow::toClient);
    }

    @Override
    public void save(CibaClient client) {
        CibaClientRow row = findByIdOptional(client.clientId()).orElseGet(() -> {
            CibaClientRow added = new CibaClientRow();
            added.clientId = client.clientId();
            return added;
        });
        row.take(client);
        persist(row);
    }

    @Override
    public boolean remove(String clientId) {
        return deleteById(clientId);
    }
}
