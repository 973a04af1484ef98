package dev.countersign.service.webhook.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.protocol.webhook.WebhookPublicKey;
import dev.countersign.protocol.webhook.WebhookSecret;
import dev.countersign.service.webhook.AdministerEndpoints.Administered;
import dev.countersign.service.webhook.EndpointKey;
import dev.countersign.service.webhook.EndpointState;
import dev.countersign.service.webhook.EventType;
import dev.countersign.service.webhook.WebhookEndpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as it is shown; the secret only in the answer that made it. */
@Schema(name = "WebhookEndpoint", description = "A receiver of events; the secret only in the answer that made it")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointView(
        String id,
        URI url,
        String description,
        List<String> eventTypes,
        @Schema(enumeration = {"enabled", "disabled"}) String state,

        @Schema(description = "Why it is disabled") @Nullable
        DisabledView disabled,

        @Schema(description = "What signs now, newest first")
        List<KeyView> keys,

        @Schema(description = "whsec_...: shown this once; of endpoints with v1 signatures only") @Nullable
        String secret,

        Instant createdAt) {

    /** Why an endpoint is out of service. */
    @Schema(name = "DisabledWebhookEndpoint", description = "Why a receiver is out of service")
    record DisabledView(
            @Schema(enumeration = {"administrator", "gone", "failing"})
            String reason,

            String detail,
            Instant at) {}

    /** A key that signs. */
    @Schema(name = "WebhookKey", description = "A key that signs")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyView(
            String id,
            @Schema(enumeration = {"v1", "v1a"}) String signature,

            @Schema(description = "whpk_...: of v1a only") @Nullable
            String publicKey,

            Instant madeAt,

            @Schema(description = "When it signs no more") @Nullable
            Instant endsAt) {
        static KeyView of(EndpointKey key) {
            WebhookPublicKey publicKey = key.key().verifyingKey() instanceof WebhookPublicKey known ? known : null;
            return new KeyView(
                    key.id(),
                    publicKey == null ? "v1" : "v1a",
                    publicKey == null ? null : publicKey.text(),
                    key.madeAt(),
                    key.endsAt().orElse(null));
        }
    }

    static EndpointView of(Administered administered) {
        return of(administered, null);
    }

    /** Shows the newest key's secret, if it is one that the receiver must know. */
    static EndpointView withSecret(Administered administered) {
        return of(
                administered, administered.keys().get(0).key() instanceof WebhookSecret secret ? secret.text() : null);
    }

    private static EndpointView of(Administered administered, @Nullable String secret) {
        WebhookEndpoint endpoint = administered.endpoint();
        EndpointState.Disabled disabled = endpoint.state() instanceof EndpointState.Disabled known ? known : null;
        return new EndpointView(
                endpoint.id().value(),
                endpoint.url().uri(),
                endpoint.description(),
                endpoint.types().stream().map(EventType::wireName).sorted().toList(),
                disabled == null ? "enabled" : "disabled",
                disabled == null
                        ? null
                        : new DisabledView(disabled.reason().wireName(), disabled.detail(), disabled.at()),
                administered.keys().stream().map(KeyView::of).toList(),
                secret,
                endpoint.createdAt());
    }

    @Override
    public String toString() {
        return "EndpointView[" + id + "]";
    }
}
