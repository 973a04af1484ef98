package dev.countersign.service.webhook.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.webhook.AdministerEndpoints;
import dev.countersign.service.webhook.Delivery;
import dev.countersign.service.webhook.DeliveryId;
import dev.countersign.service.webhook.DeliveryLog;
import dev.countersign.service.webhook.DeliveryState;
import dev.countersign.service.webhook.EndpointId;
import dev.countersign.service.webhook.ReplayDeliveries;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of messages to an endpoint, for administrators. */
@Path("/api/v1/webhook_endpoints/{id}/deliveries")
@RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@Blocking
class DeliveriesResource {
    // Before any message of ours, and after any time that PostgreSQL cannot store.
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final AdministerEndpoints administer;
    private final DeliveryLog log;
    private final ReplayDeliveries replay;

    DeliveriesResource(AdministerEndpoints administer, DeliveryLog log, ReplayDeliveries replay) {
        this.administer = administer;
        this.log = log;
        this.replay = replay;
    }

    /** What to send again. */
    @Schema(name = "WebhookReplay", description = "What to send again")
    record Replay(
            @Schema(
                    required = true,
                    description = "All that failed and was written down since then",
                    format = "date-time")
            @Nullable
            String failedSince) {}

    /** How many messages are sent again. */
    @Schema(name = "WebhookReplayed", description = "How many messages are sent again")
    record Replayed(@Schema(minimum = "0") int replayed) {}

    @GET
    @Operation(operationId = "listWebhookDeliveries", summary = "List deliveries to an endpoint, newest first")
    public Page<DeliveryView> list(
            @PathParam("id") String id,
            @Schema(enumeration = {"pending", "delivered", "failed"}) @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return log.list(
                        known(id),
                        Optional.ofNullable(status).map(DeliveriesResource::state),
                        PageRequest.parse(limit, cursor))
                .map(DeliveryView::of);
    }

    @GET
    @Path("/{delivery}")
    @Operation(operationId = "showWebhookDelivery", summary = "Show a delivery with its attempts and what was sent")
    public DeliveryView.InFull show(@PathParam("id") String id, @PathParam("delivery") String delivery) {
        DeliveryId name = delivery(delivery);
        Delivery found = log.find(known(id), name).orElseThrow(DeliveriesResource::unknown);
        return DeliveryView.InFull.of(found, log.attempts(name));
    }

    @POST
    @Path("/{delivery}/replay")
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = DeliveryView.class, responseCode = "200")
    @Operation(operationId = "replayWebhookDelivery", summary = "Send a message again, with the same webhook-id")
    public DeliveryView replay(@PathParam("id") String id, @PathParam("delivery") String delivery) {
        return DeliveryView.of(replay.replay(EndpointBody.id(id), delivery(delivery)));
    }

    @POST
    @Path("/replay")
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = Replayed.class, responseCode = "200")
    @Operation(
            operationId = "replayFailedWebhookDeliveries",
            summary = "Send everything again that failed since a time")
    public Replayed replayFailed(@PathParam("id") String id, Replay body) {
        return new Replayed(replay.replayFailed(EndpointBody.id(id), time(body.failedSince())));
    }

    private EndpointId known(String id) {
        return administer.find(EndpointBody.id(id)).endpoint().id();
    }

    private static DeliveryId delivery(String value) {
        try {
            return new DeliveryId(value);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static DeliveryState state(String name) {
        return DeliveryState.of(name)
                .orElseThrow(() ->
                        new Problem(ProblemType.MALFORMED_REQUEST, "status: (expected: pending, delivered or failed)"));
    }

    private static Instant time(@Nullable String text) {
        try {
            Instant time = Instant.parse(EndpointBody.present(text, "/failed_since"));
            return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        } catch (DateTimeException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                    .at("/failed_since", "expected: RFC 3339, as in 2026-11-22T08:00:00Z");
        }
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such delivery to this endpoint.");
    }
}
