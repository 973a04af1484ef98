package dev.countersign.service.webhook.store;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.webhook.Delivery;
import dev.countersign.service.webhook.DeliveryAttempt;
import dev.countersign.service.webhook.DeliveryId;
import dev.countersign.service.webhook.DeliveryLog;
import dev.countersign.service.webhook.DeliveryState;
import dev.countersign.service.webhook.EndpointId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The log in the tables {@code webhook_delivery} and {@code webhook_attempt}. */
@ApplicationScoped
@Transactional
class PostgresDeliveryLog implements DeliveryLog, PanacheRepositoryBase<DeliveryRow, String> {
    private static final int MOST_ATTEMPTS = 100;
    private static final String DUE = "state = 'pending', attempts = 0, nextAttemptAt = :now, queuedAt = :now,"
            + " endedAt = null, failure = null, lease = null";

    private final EntityManager entities;

    PostgresDeliveryLog(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Page<Delivery> list(EndpointId endpoint, Optional<DeliveryState> state, PageRequest page) {
        // Above any identifier.
        String before = page.after().orElse("\uffff");
        List<Delivery> found =
                find(
                                "from DeliveryRow d join fetch d.message where d.endpointId = :endpoint and d.id < :before"
                                        + " and d.state in :states order by d.id desc",
                                Parameters.with("endpoint", endpoint.value())
                                        .and("before", before)
                                        .and(
                                                "states",
                                                state.map(one -> List.of(one.wireName()))
                                                        .orElse(List.of("pending", "delivered", "failed"))))
                        .range(0, page.limit())
                        .stream()
                        .map(DeliveryRow::toDelivery)
                        .toList();
        return Page.of(found, page, delivery -> delivery.id().value());
    }

    @Override
    public Optional<Delivery> find(EndpointId endpoint, DeliveryId id) {
        return find("id = ?1 and endpointId = ?2", id.value(), endpoint.value())
                .firstResultOptional()
                .map(DeliveryRow::toDelivery);
    }

    @Override
    public List<DeliveryAttempt> attempts(DeliveryId id) {
        List<DeliveryAttempt> newestFirst = new ArrayList<>(
                entities.createQuery("from AttemptRow where deliveryId = :id order by id desc", AttemptRow.class)
                        .setParameter("id", id.value())
                        .setMaxResults(MOST_ATTEMPTS)
                        .getResultStream()
                        .map(AttemptRow::toAttempt)
                        .toList());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public boolean replay(DeliveryId id, Instant now) {
        boolean replayed = update(
                        DUE + " where id = :id and state <> 'pending'",
                        Parameters.with("now", now).and("id", id.value()))
                == 1;
        entities.clear();
        return replayed;
    }

    @Override
    public int replayFailed(EndpointId endpoint, Instant from, Instant now) {
        return update(
                DUE + " where endpointId = :endpoint and state = 'failed' and createdAt >= :from",
                Parameters.with("now", now).and("endpoint", endpoint.value()).and("from", from));
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
