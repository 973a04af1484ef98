package dev.countersign.service.portal.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.TokenHash;
import dev.countersign.service.portal.SignIn;
import dev.countersign.service.portal.SignInId;
import dev.countersign.service.portal.SignIns;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sign-ins in {@code portal_sign_in}. */
@ApplicationScoped
@Transactional
class PostgresSignIns implements SignIns {
    private static final String COLUMNS =
            "select id, number, request, state, wrong_numbers, customer_id, expires_at from portal_sign_in where ";

    private final EntityManager entities;
    private final Clock clock;

    PostgresSignIns(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public void add(SignIn signIn, String browser) {
        entities.createNativeQuery("insert into portal_sign_in"
                        + " (id, browser_hash, number, request, state, wrong_numbers, expires_at)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .setParameter(1, signIn.id().value())
                .setParameter(2, TokenHash.of(browser))
                .setParameter(3, signIn.number())
                .setParameter(4, signIn.request().toString())
                .setParameter(5, signIn.state().name())
                .setParameter(6, signIn.wrongNumbers())
                .setParameter(7, signIn.expiresAt())
                .executeUpdate();
    }

    @Override
    public Optional<SignIn> of(String browser) {
        return found(entities.createNativeQuery(COLUMNS + "browser_hash = ?1", Object[].class)
                .setParameter(1, TokenHash.of(browser)));
    }

    @Override
    public Optional<SignIn> hold(SignInId id) {
        return found(entities.createNativeQuery(COLUMNS + "id = ?1 for update", Object[].class)
                .setParameter(1, id.value()));
    }

    @Override
    public void change(SignIn signIn) {
        entities.createNativeQuery(
                        "update portal_sign_in set state = ?2, wrong_numbers = ?3, customer_id = cast(?4 as text),"
                                + " expires_at = ?5 where id = ?1")
                .setParameter(1, signIn.id().value())
                .setParameter(2, signIn.state().name())
                .setParameter(3, signIn.wrongNumbers())
                .setParameter(4, signIn.customer().map(CustomerId::value).orElse(null))
                .setParameter(5, signIn.expiresAt())
                .executeUpdate();
    }

    @Override
    public Optional<CustomerId> use(String browser, Instant now) {
        // One statement: the second of two waits for the first, and then finds it gone.
        List<?> customers = entities.createNativeQuery(
                        "delete from portal_sign_in where browser_hash = ?1 and state = 'ANSWERED' and expires_at > ?2"
                                + " returning customer_id",
                        String.class)
                .setParameter(1, TokenHash.of(browser))
                .setParameter(2, now)
                .getResultList();
        return customers.stream().findFirst().map(id -> new CustomerId(String.valueOf(id)));
    }

    @Override
    public void forget(CustomerId customer) {
        entities.createNativeQuery("delete from portal_sign_in where customer_id = ?1")
                .setParameter(1, customer.value())
                .executeUpdate();
    }

    @Scheduled(every = "PT10M")
    void prune() {
        entities.createNativeQuery("delete from portal_sign_in where expires_at <= ?1")
                .setParameter(1, clock.instant())
                .executeUpdate();
    }

    private static Optional<SignIn> found(Query query) {
        List<?> rows = query.getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) rows.get(0);
        return Optional.of(new SignIn(
                new SignInId(String.valueOf(row[0])),
                String.valueOf(row[1]),
                URI.create(String.valueOf(row[2])),
                SignIn.State.valueOf(String.valueOf(row[3])),
                ((Number) row[4]).intValue(),
                Optional.ofNullable(row[5]).map(id -> new CustomerId(id.toString())),
                (Instant) row[6]));
    }
}
