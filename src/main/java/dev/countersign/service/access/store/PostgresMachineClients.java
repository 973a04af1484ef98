package dev.countersign.service.access.store;

import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.MachineClients;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clients in {@code access_client}, used assertions in {@code access_used_assertion}. */
@ApplicationScoped
@Transactional
class PostgresMachineClients implements MachineClients, PanacheRepositoryBase<ClientRow, String> {
    /** More than the skew of clocks with which an assertion is accepted: a used one is known as long as it could be used. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;

    PostgresMachineClients(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<MachineClient> find(String id) {
        return findByIdOptional(id).map(ClientRow::toClient);
    }

    @Override
    public Page<MachineClient> list(PageRequest page) {
        List<MachineClient> found = find("id > ?1 order by id", page.after().orElse("")).range(0, page.limit()).stream()
                .map(ClientRow::toClient)
                .toList();
        return Page.of(found, page, MachineClient::id);
    }

    @Override
    public boolean add(MachineClient client) {
        int added = getEntityManager()
                .createNativeQuery("insert into access_client"
                        + " (id, name, scopes, state, created_at, auth_method, certificate_bound)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6, false) on conflict do nothing")
                .setParameter(1, client.id())
                .setParameter(2, client.name())
                .setParameter(3, Words.join(client.scopes()))
                .setParameter(4, client.state().name())
                .setParameter(5, clock.instant())
                .setParameter(6, client.proof().method().name())
                .executeUpdate();
        if (added == 1) {
            change(client);
        }
        return added == 1;
    }

    @Override
    public void change(MachineClient client) {
        findByIdOptional(client.id()).ifPresent(row -> row.take(client));
    }

    @Override
    public Optional<byte[]> secretHash(String id) {
        return findByIdOptional(id).flatMap(row -> Optional.ofNullable(row.secretHash));
    }

    @Override
    public void setSecretHash(String id, byte[] hash) {
        findByIdOptional(id).ifPresent(row -> row.secretHash = hash.clone());
    }

    @Override
    public void removeSecret(String id) {
        findByIdOptional(id).ifPresent(row -> row.secretHash = null);
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean use(String clientId, String jti, Instant expiresAt) {
        return getEntityManager()
                        .createNativeQuery("insert into access_used_assertion (client_id, jti_hash, expires_at)"
                                + " values (?1, ?2, ?3) on conflict do nothing")
                        .setParameter(1, clientId)
                        .setParameter(2, TokenHash.of(jti))
                        .setParameter(3, expiresAt)
                        .executeUpdate()
                == 1;
    }

    @Scheduled(every = "PT1H")
    void prune() {
        getEntityManager()
                .createNativeQuery("delete from access_used_assertion where expires_at < ?1")
                .setParameter(1, clock.instant().minus(KEPT))
                .executeUpdate();
    }
}
