package dev.countersign.service.access.store;

import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffSessions;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions in {@code access_session}: at most twelve hours, and ended by one hour without a request. */
@ApplicationScoped
@Transactional
class PostgresStaffSessions implements StaffSessions, PanacheRepositoryBase<SessionRow, byte[]> {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration LONGEST_IDLE = Duration.ofHours(1);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final PostgresStaffAccounts accounts;
    private final Random random;
    private final Clock clock;

    PostgresStaffSessions(PostgresStaffAccounts accounts, Random random, Clock clock) {
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String open(String account) {
        String token = random.token();
        SessionRow row = new SessionRow();
        row.tokenHash = TokenHash.of(token);
        row.account = account;
        row.openedAt = clock.instant();
        row.seenAt = row.openedAt;
        persist(row);
        return token;
    }

    @Override
    public Optional<StaffAccount> holder(String token) {
        Instant now = clock.instant();
        Optional<SessionRow> session = findByIdOptional(TokenHash.of(token))
                .filter(row -> now.isBefore(row.openedAt.plus(LONGEST)) && now.isBefore(row.seenAt.plus(LONGEST_IDLE)));
        // Written at most once a minute: a page asks many times a second.
        session.filter(row -> !now.isBefore(row.seenAt.plus(SEEN_EVERY))).ifPresent(row -> row.seenAt = now);
        return session.flatMap(row -> accounts.find(row.account))
                .filter(account -> account.state() == AccountState.ACTIVE);
    }

    @Override
    public void close(String token) {
        deleteById(TokenHash.of(token));
    }

    @Scheduled(every = "PT1H")
    void prune() {
        Instant now = clock.instant();
        delete("openedAt < ?1 or seenAt < ?2", now.minus(LONGEST), now.minus(LONGEST_IDLE));
    }
}
