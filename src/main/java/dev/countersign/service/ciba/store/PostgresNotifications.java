package dev.countersign.service.ciba.store;

import dev.countersign.service.ciba.ClaimedNotification;
import dev.countersign.service.ciba.NotificationAttempt;
import dev.countersign.service.ciba.Notifications;
import dev.countersign.service.platform.Random;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notifications in {@code ciba_notification}; claims pass over rows that another node is claiming. */
@ApplicationScoped
class PostgresNotifications implements Notifications, PanacheRepositoryBase<NotificationRow, String> {
    private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
    private static final int SKIP_LOCKED = -2;

    private final Random random;

    PostgresNotifications(Random random) {
        this.random = random;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(String requestId, Instant now) {
        getEntityManager()
                .createNativeQuery("insert into ciba_notification (request_id, next_attempt_at, attempts)"
                        + " values (?1, ?2, 0) on conflict do nothing")
                .setParameter(1, requestId)
                .setParameter(2, now)
                .executeUpdate();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public List<ClaimedNotification> claimDue(int most, Instant now, Duration lease) {
        return skippingLocked(find("nextAttemptAt <= ?1 and doneAt is null order by nextAttemptAt", now))
                .page(0, most)
                .list()
                .stream()
                .map(row -> claimed(row, now.plus(lease)))
                .toList();
    }

    @Override
    @Transactional
    public void done(ClaimedNotification claimed, Instant at, NotificationAttempt outcome) {
        update(
                "doneAt = ?1, delivered = ?2, lease = null where requestId = ?3 and lease = ?4",
                at,
                outcome == NotificationAttempt.DELIVERED,
                claimed.requestId(),
                claimed.lease());
    }

    @Override
    @Transactional
    public void postpone(ClaimedNotification claimed, Instant nextAttempt) {
        update(
                "nextAttemptAt = ?1, lease = null where requestId = ?2 and lease = ?3",
                nextAttempt,
                claimed.requestId(),
                claimed.lease());
    }

    private static PanacheQuery<NotificationRow> skippingLocked(PanacheQuery<NotificationRow> due) {
        return due.withLock(LockModeType.PESSIMISTIC_WRITE).withHint(LOCK_TIMEOUT, SKIP_LOCKED);
    }

    private ClaimedNotification claimed(NotificationRow row, Instant leaseEnd) {
        String lease = random.token();
        row.lease = lease;
        row.nextAttemptAt = leaseEnd;
        row.attempts++;
        return new ClaimedNotification(row.requestId, lease, row.attempts);
    }
}
