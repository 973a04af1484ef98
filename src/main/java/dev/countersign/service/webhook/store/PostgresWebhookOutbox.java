package dev.countersign.service.webhook.store;

import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.webhook.ClaimedDelivery;
import dev.countersign.service.webhook.Delivery;
import dev.countersign.service.webhook.DeliveryAttempt;
import dev.countersign.service.webhook.EndpointId;
import dev.countersign.service.webhook.WebhookEndpoint;
import dev.countersign.service.webhook.WebhookMessage;
import dev.countersign.service.webhook.WebhookOutbox;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The outbox in the table {@code webhook_delivery}; claims pass over rows that another node is claiming. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PostgresWebhookOutbox implements WebhookOutbox, PanacheRepositoryBase<WebhookDeliveryRow, String> {
    private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
    private static final int SKIP_LOCKED = -2;

    private final EntityManager entities;
    private final SortableIds ids;
    private final Random random;

    PostgresWebhookOutbox(EntityManager entities, SortableIds ids, Random random) {
        this.entities = entities;
        this.ids = ids;
        this.random = random;
    }

    @Override
    public void add(WebhookMessage message, List<WebhookEndpoint> to) {
        WebhookMessageRow sent = WebhookMessageRow.of(message);
        entities.persist(sent);
        for (WebhookEndpoint endpoint : to) {
            WebhookDeliveryRow row = new WebhookDeliveryRow();
            row.id = ids.make("dlv");
            row.message = sent;
            row.endpointId = endpoint.id().value();
            row.createdAt = message.occurredAt();
            row.queuedAt = message.occurredAt();
            if (endpoint.enabled()) {
                row.state = "pending";
                row.nextAttemptAt = message.occurredAt();
            } else {
                row.state = "failed";
                row.failure = Delivery.ENDPOINT_DISABLED;
                row.endedAt = message.occurredAt();
            }
            persist(row);
        }
        // Whoever comes next in the caller's transaction may clear what the session holds.
        flush();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public List<EndpointId> due(Instant now, Set<EndpointId> without) {
        return entities.createQuery(
                        "select e.id from WebhookEndpointRow e where e.disabledAt is null"
                                + " and (e.pausedUntil is null or e.pausedUntil <= :now)"
                                + " and exists (select 1 from WebhookDeliveryRow d where d.endpointId = e.id"
                                + " and d.state = 'pending' and d.nextAttemptAt <= :now) order by e.id",
                        String.class)
                .setParameter("now", now)
                .getResultStream()
                .map(EndpointId::new)
                .filter(id -> !without.contains(id))
                .toList();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public List<ClaimedDelivery> claim(EndpointId endpoint, int most, Instant now, Duration lease) {
        if (most < 1) {
            return List.of();
        }
        return find(
                        "endpointId = ?1 and state = 'pending' and nextAttemptAt <= ?2 order by nextAttemptAt, id",
                        endpoint.value(),
                        now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(LOCK_TIMEOUT, SKIP_LOCKED)
                .page(0, most)
                .list()
                .stream()
                .map(row -> claimed(row, now.plus(lease)))
                .toList();
    }

    @Override
    public void note(ClaimedDelivery claimed, DeliveryAttempt attempt) {
        WebhookAttemptRow row = new WebhookAttemptRow();
        row.deliveryId = claimed.id().value();
        row.attemptedAt = attempt.at();
        row.status = attempt.status().orElse(null);
        row.failure = attempt.failure().orElse(null);
        row.tookMillis = attempt.took().toMillis();
        entities.persist(row);
        entities.flush();
    }

    @Override
    public boolean delivered(ClaimedDelivery claimed, Instant at) {
        return update(
                        "state = 'delivered', endedAt = ?1, nextAttemptAt = null, lease = null, failure = null"
                                + " where id = ?2 and lease = ?3",
                        at,
                        claimed.id().value(),
                        claimed.lease())
                == 1;
    }

    @Override
    public boolean failed(ClaimedDelivery claimed, Instant at, String failure) {
        return update(
                        "state = 'failed', endedAt = ?1, nextAttemptAt = null, lease = null, failure = ?2"
                                + " where id = ?3 and lease = ?4",
                        at,
                        failure,
                        claimed.id().value(),
                        claimed.lease())
                == 1;
    }

    @Override
    public boolean postpone(ClaimedDelivery claimed, Instant nextAttempt, String failure) {
        return update(
                        "nextAttemptAt = ?1, lease = null, failure = ?2 where id = ?3 and lease = ?4",
                        nextAttempt,
                        failure,
                        claimed.id().value(),
                        claimed.lease())
                == 1;
    }

    @Override
    public void unclaim(ClaimedDelivery claimed, Instant nextAttempt) {
        update(
                "nextAttemptAt = ?1, lease = null, attempts = attempts - 1 where id = ?2 and lease = ?3",
                nextAttempt,
                claimed.id().value(),
                claimed.lease());
    }

    @Override
    public void failAll(EndpointId endpoint, Instant at, String failure) {
        update(
                "state = 'failed', endedAt = ?1, nextAttemptAt = null, failure = ?2"
                        + " where endpointId = ?3 and state = 'pending' and lease is null",
                at,
                failure,
                endpoint.value());
    }

    @Override
    public boolean tookAny(EndpointId endpoint, Instant since) {
        return count("endpointId = ?1 and state = 'delivered' and endedAt >= ?2", endpoint.value(), since) > 0;
    }

    private ClaimedDelivery claimed(WebhookDeliveryRow row, Instant leaseEnd) {
        row.lease = random.token();
        row.nextAttemptAt = leaseEnd;
        row.attempts++;
        return row.toClaimed();
    }
}
