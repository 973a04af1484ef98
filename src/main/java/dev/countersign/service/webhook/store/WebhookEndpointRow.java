package dev.countersign.service.webhook.store;

import dev.countersign.service.webhook.EndpointId;
import dev.countersign.service.webhook.EndpointState;
import dev.countersign.service.webhook.EndpointUrl;
import dev.countersign.service.webhook.EventType;
import dev.countersign.service.webhook.WebhookEndpoint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code webhook_endpoint}. */
@Entity
@Table(name = "webhook_endpoint")
class WebhookEndpointRow {
    @Id
    String id;

    String url;

    String description;

    @Column(name = "event_types")
    String eventTypes;

    @Column(name = "disabled_reason")
    @Nullable
    String disabledReason;

    @Column(name = "disabled_detail")
    @Nullable
    String disabledDetail;

    @Column(name = "disabled_at")
    @Nullable
    Instant disabledAt;

    @Column(name = "paused_until")
    @Nullable
    Instant pausedUntil;

    @Column(name = "created_at")
    Instant createdAt;

    void take(WebhookEndpoint endpoint) {
        url = endpoint.url().uri().toString();
        description = endpoint.description();
        eventTypes = endpoint.types().stream().map(EventType::wireName).sorted().collect(Collectors.joining(" "));
        disabledReason = null;
        disabledDetail = null;
        disabledAt = null;
        if (endpoint.state() instanceof EndpointState.Disabled disabled) {
            disabledReason = disabled.reason().name();
            disabledDetail = disabled.detail();
            disabledAt = disabled.at();
        }
        pausedUntil = null;
    }

    WebhookEndpoint toEndpoint() {
        EndpointState state = disabledAt == null
                ? new EndpointState.Enabled()
                : new EndpointState.Disabled(EndpointState.Reason.valueOf(disabledReason), disabledAt, disabledDetail);
        return new WebhookEndpoint(
                new EndpointId(id),
                EndpointUrl.stored(url),
                description,
                // A type that a later release knew, and this one does not, is not sent.
                Arrays.stream(eventTypes.split(" "))
                        .flatMap(name -> EventType.of(name).stream())
                        .collect(Collectors.toSet()),
                state,
                createdAt);
    }
}
