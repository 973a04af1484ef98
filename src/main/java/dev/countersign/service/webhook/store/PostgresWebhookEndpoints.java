package dev.countersign.service.webhook.store;

import dev.countersign.protocol.webhook.WebhookPrivateKey;
import dev.countersign.protocol.webhook.WebhookSecret;
import dev.countersign.protocol.webhook.WebhookSigningKey;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.webhook.EndpointId;
import dev.countersign.service.webhook.EndpointKey;
import dev.countersign.service.webhook.WebhookEndpoint;
import dev.countersign.service.webhook.WebhookEndpoints;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code webhook_endpoint} and {@code webhook_key}. Keys are sealed under a key of their endpoint, as personal
 * values are under a key of their customer: who removes the endpoint destroys them in backups, too.
 */
@ApplicationScoped
@Transactional
class PostgresWebhookEndpoints implements WebhookEndpoints, PanacheRepositoryBase<WebhookEndpointRow, String> {
    private static final String PURPOSE = "webhook_key";

    private final Keys keys;
    private final PersonalData sealing;

    PostgresWebhookEndpoints(Keys keys, PersonalData sealing) {
        this.keys = keys;
        this.sealing = sealing;
    }

    /** The keys by their name. */
    @ApplicationScoped
    static class Keys implements PanacheRepositoryBase<WebhookKeyRow, String> {}

    @Override
    public void add(WebhookEndpoint endpoint) {
        WebhookEndpointRow row = new WebhookEndpointRow();
        row.id = endpoint.id().value();
        row.createdAt = endpoint.createdAt();
        row.take(endpoint);
        persistAndFlush(row);
    }

    @Override
    public Optional<WebhookEndpoint> find(EndpointId id) {
        return findByIdOptional(id.value()).map(WebhookEndpointRow::toEndpoint);
    }

    @Override
    public Optional<WebhookEndpoint> lock(EndpointId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(row -> {
            // It may have been read before it was locked.
            getEntityManager().refresh(row);
            return row.toEndpoint();
        });
    }

    @Override
    public List<WebhookEndpoint> all() {
        return find("order by id").stream().map(WebhookEndpointRow::toEndpoint).toList();
    }

    @Override
    public void change(WebhookEndpoint endpoint) {
        findByIdOptional(endpoint.id().value()).ifPresent(row -> row.take(endpoint));
        flush();
    }

    @Override
    public void remove(EndpointId id) {
        sealing.destroy(id.value());
        delete("id", id.value());
    }

    @Override
    public List<EndpointKey> keys(EndpointId id, Instant now) {
        return keys
                .find(
                        "endpointId = ?1 and (endsAt is null or endsAt > ?2) order by madeAt desc, id desc",
                        id.value(),
                        now)
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    public void setKeys(EndpointId id, List<EndpointKey> all) {
        keys.delete(
                "endpointId = ?1 and id not in ?2",
                id.value(),
                all.stream().map(EndpointKey::id).toList());
        for (EndpointKey key : all) {
            keys.findByIdOptional(key.id())
                    .ifPresentOrElse(
                            row -> row.endsAt = key.endsAt().orElse(null), () -> keys.persist(sealed(id, key)));
        }
        keys.flush();
    }

    @Override
    public void pause(EndpointId id, Instant until) {
        update("pausedUntil = ?1 where id = ?2 and (pausedUntil is null or pausedUntil < ?1)", until, id.value());
    }

    private WebhookKeyRow sealed(EndpointId id, EndpointKey key) {
        WebhookKeyRow row = new WebhookKeyRow();
        row.id = key.id();
        row.endpointId = id.value();
        row.sealed = sealing.seal(id.value(), PURPOSE, key.key().text().getBytes(StandardCharsets.US_ASCII));
        row.madeAt = key.madeAt();
        row.endsAt = key.endsAt().orElse(null);
        return row;
    }

    private EndpointKey read(WebhookKeyRow row) {
        String text = new String(sealing.open(row.endpointId, PURPOSE, row.sealed), StandardCharsets.US_ASCII);
        WebhookSigningKey key = text.startsWith("whsec_") ? WebhookSecret.parse(text) : WebhookPrivateKey.parse(text);
        return new EndpointKey(row.id, key, row.madeAt, Optional.ofNullable(row.endsAt));
    }
}
