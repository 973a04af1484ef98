package dev.countersign.service.access.store;

import dev.countersign.service.access.SignInAttempts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Attempts in {@code access_sign_in_attempt}. */
@ApplicationScoped
class PostgresSignInAttempts implements SignInAttempts, PanacheRepositoryBase<AttemptRow, Long> {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;

    PostgresSignInAttempts(Clock clock) {
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public long record(String account, Instant now, Duration within) {
        // Attempts on one account queue up here: each sees all that came before it.
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(?1, 1))")
                .setParameter(1, "sign-in " + account)
                .getSingleResult();
        AttemptRow row = new AttemptRow();
        row.account = account;
        row.attemptedAt = now;
        persistAndFlush(row);
        return count("account = ?1 and attemptedAt > ?2", account, now.minus(within));
    }

    @Override
    @Transactional
    public void forget(String account) {
        delete("account", account);
    }

    @Scheduled(every = "PT1H")
    @Transactional
    void prune() {
        delete("attemptedAt < ?1", clock.instant().minus(KEPT));
    }
}
