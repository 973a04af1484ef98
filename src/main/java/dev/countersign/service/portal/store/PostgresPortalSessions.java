package dev.countersign.service.portal.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.TokenHash;
import dev.countersign.service.portal.PortalSessions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in {@code portal_session}: at most an hour, and ended by a quarter of an hour without a request. */
@ApplicationScoped
@Transactional
class PostgresPortalSessions implements PortalSessions {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(15);

    private final EntityManager entities;
    private final Random random;
    private final Clock clock;

    PostgresPortalSessions(EntityManager entities, Random random, Clock clock) {
        this.entities = entities;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String open(CustomerId customer) {
        String token = random.token();
        entities.createNativeQuery(
                        "insert into portal_session (token_hash, customer_id, opened_at, seen_at) values (?1, ?2, ?3, ?3)")
                .setParameter(1, TokenHash.of(token))
                .setParameter(2, customer.value())
                .setParameter(3, clock.instant())
                .executeUpdate();
        return token;
    }

    @Override
    public Optional<CustomerId> holder(String token) {
        Instant now = clock.instant();
        List<?> customers = entities.createNativeQuery(
                        "update portal_session set seen_at = ?2 where token_hash = ?1 and opened_at > ?3 and seen_at > ?4"
                                + " returning customer_id",
                        String.class)
                .setParameter(1, TokenHash.of(token))
                .setParameter(2, now)
                .setParameter(3, now.minus(LONGEST))
                .setParameter(4, now.minus(LONGEST_IDLE))
                .getResultList();
        return customers.stream().findFirst().map(id -> new CustomerId(String.valueOf(id)));
    }

    @Override
    public void close(String token) {
        entities.createNativeQuery("delete from portal_session where token_hash = ?1")
                .setParameter(1, TokenHash.of(token))
                .executeUpdate();
    }

    @Override
    public void forget(CustomerId customer) {
        entities.createNativeQuery("delete from portal_session where customer_id = ?1")
                .setParameter(1, customer.value())
                .executeUpdate();
    }

    @Scheduled(every = "PT10M")
    void prune() {
        Instant now = clock.instant();
        entities.createNativeQuery("delete from portal_session where opened_at <= ?1 or seen_at <= ?2")
                .setParameter(1, now.minus(LONGEST))
                .setParameter(2, now.minus(LONGEST_IDLE))
                .executeUpdate();
    }
}
