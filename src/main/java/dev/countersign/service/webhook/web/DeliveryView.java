package dev.countersign.service.webhook.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.webhook.Delivery;
import dev.countersign.service.webhook.DeliveryAttempt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One message's way to one endpoint. */
@Schema(name = "WebhookDelivery", description = "One message's way to one receiver")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(
        String id,

        @Schema(description = "The header webhook-id: the same for all attempts and replays")
        String webhookId,

        String eventType,

        @Schema(enumeration = {"pending", "delivered", "failed"})
        String state,

        @Schema(description = "Since it was written down or last replayed")
        int attempts,

        @Nullable Instant nextAttemptAt,

        @Schema(description = "How it last failed") @Nullable
        String failure,

        Instant createdAt,
        @Nullable Instant endedAt) {

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id().value(),
                delivery.message().id(),
                delivery.message().type().wireName(),
                delivery.state().wireName(),
                delivery.attempts(),
                delivery.nextAttemptAt().orElse(null),
                delivery.failure().orElse(null),
                delivery.createdAt(),
                delivery.endedAt().orElse(null));
    }

    /** The same with everything that is known of it. */
    @Schema(name = "WebhookDeliveryInFull", description = "A delivery with everything that is known of it")
    record InFull(
            DeliveryView delivery,

            @Schema(description = "Oldest first, those before a replay too")
            List<AttemptView> log,

            @Schema(description = "What was sent") ObjectNode body) {
        static InFull of(Delivery delivery, List<DeliveryAttempt> attempts) {
            return new InFull(
                    DeliveryView.of(delivery),
                    attempts.stream().map(AttemptView::of).toList(),
                    Json.parseObject(delivery.message().body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** One attempt. */
    @Schema(name = "WebhookAttempt", description = "One attempt")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptView(
            Instant at,
            @Schema(description = "Of the answer") @Nullable Integer status,
            @Nullable String failure,

            @Schema(description = "Milliseconds until the answer, or until none was waited for any more", minimum = "0")
            long tookMillis) {
        static AttemptView of(DeliveryAttempt attempt) {
            return new AttemptView(
                    attempt.at(),
                    attempt.status().orElse(null),
                    attempt.failure().orElse(null),
                    attempt.took().toMillis());
        }
    }
}
