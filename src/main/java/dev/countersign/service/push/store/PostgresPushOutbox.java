package dev.countersign.service.push.store;

import dev.countersign.service.platform.Random;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PhoneId;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.PushOutbox;
import dev.countersign.service.push.QueuedPush;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The outbox in the table {@code push_outbox}; claims pass over rows that another node is claiming. */
@ApplicationScoped
class PostgresPushOutbox implements PushOutbox, PanacheRepositoryBase<OutboxRow, String> {
    private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
    private static final int SKIP_LOCKED = -2;

    private final Random random;

    PostgresPushOutbox(Random random) {
        this.random = random;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(QueuedPush message, Instant now) {
        OutboxRow row = new OutboxRow();
        row.id = message.id();
        row.phoneId = message.phone().value();
        row.kind = message.kind().name().toLowerCase(Locale.ROOT);
        row.body = message.body();
        row.reference = message.reference();
        row.expiresAt = message.expiresAt();
        row.nextAttemptAt = now;
        // At once: what a caller does next may clear what is only remembered.
        persistAndFlush(row);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public List<ClaimedPush> claimDue(int most, Instant now, Duration lease) {
        return find("nextAttemptAt <= ?1 order by nextAttemptAt", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(LOCK_TIMEOUT, SKIP_LOCKED)
                .page(0, most)
                .list()
                .stream()
                .map(row -> claimed(row, now.plus(lease)))
                .toList();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean remove(ClaimedPush claimed) {
        return delete("id = ?1 and lease = ?2", claimed.message().id(), claimed.lease()) == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean postpone(ClaimedPush claimed, Instant nextAttempt) {
        return update(
                        "nextAttemptAt = ?1, lease = null where id = ?2 and lease = ?3",
                        nextAttempt,
                        claimed.message().id(),
                        claimed.lease())
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void drop(String reference) {
        delete("reference = ?1 and lease is null", reference);
    }

    @Override
    @Transactional
    public void removeAll(PhoneId phone) {
        delete("phoneId = ?1", phone.value());
    }

    private static PushMessage.Kind kind(OutboxRow row) {
        return PushMessage.Kind.valueOf(row.kind.toUpperCase(Locale.ROOT));
    }

    private ClaimedPush claimed(OutboxRow row, Instant leaseEnd) {
        row.lease = random.token();
        row.nextAttemptAt = leaseEnd;
        row.attempts++;
        PhoneId phone = new PhoneId(row.phoneId);
        return new ClaimedPush(
                new QueuedPush(row.id, phone, kind(row), row.body, row.expiresAt, row.reference),
                row.lease,
                row.attempts);
    }
}
