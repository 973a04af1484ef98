package dev.countersign.service.webhook.store;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.webhook.Delivery;
import dev.countersign.service.webhook.DeliveryAttempt;
import dev.countersign.service.webhook.DeliveryId;
import dev.countersign.service.webhook.DeliveryLog;
import dev.countersign.service.webhook.DeliveryState;
import dev.countersign.service.webhook.EndpointId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The log in the tables {@code webhook_delivery} and {@code webhook_attempt}. */
@ApplicationScoped
@Transactional
class PostgresDeliveryLog implements DeliveryLog {
    private static final int MOST_ATTEMPTS = 100;

    /** Sorts behind every identifier. */
    private static final String LAST = "~";

    private static final String MAKE_DUE =
            "update WebhookDeliveryRow set state = 'pending', attempts = 0, nextAttemptAt = :now,"
                    + " queuedAt = :now, endedAt = null, failure = null, lease = null where ";

    private final EntityManager entities;

    PostgresDeliveryLog(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Page<Delivery> list(EndpointId endpoint, Optional<DeliveryState> state, PageRequest page) {
        List<String> states = state.map(List::of).orElse(Arrays.asList(DeliveryState.values())).stream()
                .map(DeliveryState::wireName)
                .toList();
        List<Delivery> found = entities.createQuery(
                        "from WebhookDeliveryRow d join fetch d.message where d.endpointId = :endpoint and d.id < :before"
                                + " and d.state in :states order by d.id desc",
                        WebhookDeliveryRow.class)
                .setParameter("endpoint", endpoint.value())
                .setParameter("before", page.after().orElse(LAST))
                .setParameter("states", states)
                .setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(WebhookDeliveryRow::toDelivery)
                .toList();
        return Page.of(found, page, delivery -> delivery.id().value());
    }

    @Override
    public Optional<Delivery> find(EndpointId endpoint, DeliveryId id) {
        return entities.createQuery(
                        "from WebhookDeliveryRow d join fetch d.message where d.id = :id and d.endpointId = :endpoint",
                        WebhookDeliveryRow.class)
                .setParameter("id", id.value())
                .setParameter("endpoint", endpoint.value())
                .getResultStream()
                .map(WebhookDeliveryRow::toDelivery)
                .findFirst();
    }

    @Override
    public List<DeliveryAttempt> attempts(DeliveryId id) {
        List<DeliveryAttempt> newestFirst = new ArrayList<>(entities.createQuery(
                        "from WebhookAttemptRow where deliveryId = :id order by id desc", WebhookAttemptRow.class)
                .setParameter("id", id.value())
                .setMaxResults(MOST_ATTEMPTS)
                .getResultStream()
                .map(WebhookAttemptRow::toAttempt)
                .toList());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public boolean replay(DeliveryId id, Instant now) {
        boolean replayed = entities.createQuery(MAKE_DUE + "id = :id and state <> 'pending'")
                        .setParameter("now", now)
                        .setParameter("id", id.value())
                        .executeUpdate()
                == 1;
        // What was read before must not be believed after it.
        entities.clear();
        return replayed;
    }

    @Override
    public int replayFailed(EndpointId endpoint, Instant from, Instant now) {
        return entities.createQuery(MAKE_DUE + "endpointId = :endpoint and state = 'failed' and createdAt >= :from")
                .setParameter("now", now)
                .setParameter("endpoint", endpoint.value())
                .setParameter("from", from)
                .executeUpdate();
    }

    @Override
    public int forget(Instant endedBefore, int most) {
        int forgotten = entities.createNativeQuery("delete from webhook_delivery where id in (select id from"
                        + " webhook_delivery where ended_at < :before order by ended_at limit :most)")
                .setParameter("before", endedBefore)
                .setParameter("most", most)
                .executeUpdate();
        entities.createNativeQuery("delete from webhook_message m where m.occurred_at < :before"
                        + " and not exists (select 1 from webhook_delivery d where d.message_id = m.id)")
                .setParameter("before", endedBefore)
                .executeUpdate();
        return forgotten;
    }
}
