package dev.countersign.service.webhook.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.webhook.AdministerEndpoints;
import dev.countersign.service.webhook.AdministerEndpoints.Administered;
import dev.countersign.service.webhook.ReplayDeliveries;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Receivers of events, for administrators. */
@Path("/api/v1/webhook_endpoints")
@RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Events to the organisation's other systems, signed by Standard Webhooks")
@Blocking
class EndpointsResource {
    private static final String NO_STORE = "no-store";

    private final AdministerEndpoints administer;
    private final ReplayDeliveries replay;
    private final PublicUrl publicUrl;

    EndpointsResource(AdministerEndpoints administer, ReplayDeliveries replay, PublicUrl publicUrl) {
        this.administer = administer;
        this.replay = replay;
        this.publicUrl = publicUrl;
    }

    /** An endpoint to add. */
    @Schema(name = "NewWebhookEndpoint", description = "A receiver of events to add")
    record NewEndpoint(
            @Schema(required = true, description = "https") @Nullable
            String url,

            @Schema(description = "For people") @Nullable String description,

            @Schema(required = true, description = "What it is told") @Nullable
            List<@Nullable String> eventTypes,

            @Schema(
                    description = "v1: HMAC-SHA-256 with a shared secret (the default). v1a: Ed25519",
                    enumeration = {"v1", "v1a"})
            @Nullable
            String signature) {}

    /** What to change; absent members stay as they are. */
    @Schema(name = "WebhookEndpointChange", description = "What changes of a receiver; absent members stay as they are")
    record Change(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<@Nullable String> eventTypes,

            @Schema(enumeration = {"enabled", "disabled"}) @Nullable
            String state) {}

    /** A key to take the place of the one in force. */
    @Schema(name = "WebhookKeyRotation", description = "A key to take the place of the one in force")
    record Rotation(
            @Schema(enumeration = {"v1", "v1a"}) @Nullable String signature,

            @Schema(
                    description =
                            "How long the old key signs beside the new one: ISO 8601, PT24H when absent, PT0S when it"
                                    + " is known to others")
            @Nullable
            String oldValidFor) {}

    @GET
    @Operation(operationId = "listWebhookEndpoints", summary = "List webhook endpoints, oldest first")
    public Page<EndpointView> list() {
        return new Page<>(administer.all().stream().map(EndpointView::of).toList(), Optional.empty());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "showWebhookEndpoint", summary = "Show a webhook endpoint, and why it is disabled")
    public EndpointView show(@PathParam("id") String id) {
        return EndpointView.of(administer.find(EndpointBody.id(id)));
    }

    @POST
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "addWebhookEndpoint",
            summary = "Add a webhook endpoint; the answer holds its secret, once")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = EndpointView.class)))
    public Response add(NewEndpoint body) {
        Administered added = administer.add(
                EndpointBody.url(body.url(), publicUrl),
                body.description() == null ? "" : body.description(),
                EndpointBody.types(body.eventTypes()),
                EndpointBody.signature(body.signature()));
        return Response.created(URI.create(
                        "/api/v1/webhook_endpoints/" + added.endpoint().id()))
                .entity(EndpointView.withSecret(added))
                .header("Cache-Control", NO_STORE)
                .build();
    }

    @PATCH
    @Path("/{id}")
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(operationId = "changeWebhookEndpoint", summary = "Change, disable or enable a webhook endpoint")
    public EndpointView change(@PathParam("id") String id, Change body) {
        return EndpointView.of(administer.change(
                EndpointBody.id(id),
                new AdministerEndpoints.Change(
                        Optional.ofNullable(body.url()).map(url -> EndpointBody.url(url, publicUrl)),
                        Optional.ofNullable(body.description()),
                        Optional.ofNullable(body.eventTypes()).map(EndpointBody::types),
                        Optional.ofNullable(body.state()).map(EndpointsResource::enabled))));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "removeWebhookEndpoint", summary = "Remove a webhook endpoint with its keys and its log")
    public void remove(@PathParam("id") String id) {
        administer.remove(EndpointBody.id(id));
    }

    @POST
    @Path("/{id}/key")
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(operationId = "rotateWebhookKey", summary = "Replace what signs; the answer holds the new secret, once")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = EndpointView.class)))
    public Response rotate(@PathParam("id") String id, Rotation body) {
        Administered rotated = administer.rotate(
                EndpointBody.id(id), EndpointBody.signature(body.signature()), overlap(body.oldValidFor()));
        return Response.ok(EndpointView.withSecret(rotated))
                .header("Cache-Control", NO_STORE)
                .build();
    }

    @POST
    @Path("/{id}/test")
    @Refuses(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "testWebhookEndpoint", summary = "Send a test event")
    @APIResponse(responseCode = "202", description = "On its way; the log shows what becomes of it")
    public Response test(@PathParam("id") String id) {
        replay.test(EndpointBody.id(id));
        return Response.accepted().build();
    }

    private static boolean enabled(String state) {
        return switch (state) {
            case "enabled" -> true;
            case "disabled" -> false;
            default ->
                throw new Problem(ProblemType.INVALID_VALUE, "There is no such state.")
                        .at("/state", "expected: enabled or disabled");
        };
    }

    private static Duration overlap(@Nullable String text) {
        try {
            return text == null ? Duration.ofHours(24) : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                    .at("/old_valid_for", "expected: ISO 8601 duration, as in PT24H");
        }
    }
}
