package dev.countersign.service.interaction.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.interaction.AssignInteraction;
import dev.countersign.service.interaction.CloseInteraction;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionFilter;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.interaction.NewInteraction;
import dev.countersign.service.interaction.OpenInteraction;
import dev.countersign.service.interaction.ViewIdentity;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Interactions")
@Blocking
class InteractionResource {
    private final OpenInteraction openInteraction;
    private final AssignInteraction assignInteraction;
    private final CloseInteraction closeInteraction;
    private final FindInteraction findInteraction;
    private final ViewIdentity viewIdentity;
    private final Interactions interactions;
    private final Customers customers;
    private final CurrentCaller caller;

    InteractionResource(
            OpenInteraction openInteraction,
            AssignInteraction assignInteraction,
            CloseInteraction closeInteraction,
            FindInteraction findInteraction,
            ViewIdentity viewIdentity,
            Interactions interactions,
            Customers customers,
            CurrentCaller caller) {
        this.openInteraction = openInteraction;
        this.assignInteraction = assignInteraction;
        this.closeInteraction = closeInteraction;
        this.findInteraction = findInteraction;
        this.viewIdentity = viewIdentity;
        this.interactions = interactions;
        this.customers = customers;
        this.caller = caller;
    }

    /**
     * What opens an interaction: one of {@code customer_number} and {@code phone} says who it should be.
     *
     * @param phone E.164
     * @param agent staff account; by default the agent who opens it
     */
    @Schema(
            name = "NewInteraction",
            description = "A conversation to open: one of customer_number and phone says who it should be")
    record Opening(
            @Schema(enumeration = {"voice", "chat", "video", "email", "branch"})
            String channel,

            @Schema(enumeration = {"inbound", "outbound"}) String direction,

            @Schema(description = "Your own name for it; nothing personal") @Nullable
            String externalId,

            @Nullable String customerNumber,
            @Schema(description = "E.164") @Nullable String phone,

            @Schema(description = "Staff account; by default the agent who opens it") @Nullable
            String agent) {}

    /** What changes: a new agent, or {@code "state": "closed"}. */
    @Schema(name = "InteractionChange", description = "What changes: a new agent, or the end")
    record Change(
            @Schema(description = "Staff account") @Nullable String agent,
            @Schema(enumeration = {"closed"}) @Nullable String state) {}

    @POST
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @Refuses(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "openInteraction",
            summary = "Open an interaction; the same external_id gives the same open interaction")
    @APIResponseSchema(value = InteractionView.class, responseCode = "201")
    public Response open(Opening body) {
        Interaction opened = openInteraction.open(new NewInteraction(
                channel(body.channel()),
                direction(body.direction()),
                Optional.ofNullable(body.externalId()),
                customer(body),
                Optional.ofNullable(body.phone()).map(PhoneNumber::parse),
                agentOf(body)));
        onlyMine(opened);
        return Response.created(URI.create("/api/v1/interactions/" + opened.id()))
                .entity(InteractionView.of(opened))
                .build();
    }

    @GET
    @RolesAllowed({"agent", "supervisor", "auditor", "scope:interactions"})
    @Operation(operationId = "listInteractions", summary = "List interactions, newest first; an agent lists their own")
    public Page<InteractionView> list(
            @QueryParam("agent") @Nullable String agent,
            @Schema(enumeration = {"open", "closed"}) @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        if (state != null && !state.equals("open") && !state.equals("closed")) {
            throw malformed("state", "unknown (expected: open or closed)");
        }
        return interactions
                .list(
                        new InteractionFilter(
                                visibleAgent(agent), Optional.ofNullable(state).map("open"::equals)),
                        PageRequest.parse(limit, cursor))
                .map(InteractionView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "supervisor", "auditor", "scope:interactions"})
    @Operation(operationId = "showInteraction", summary = "Show an interaction")
    public InteractionView show(@PathParam("id") String id) {
        return InteractionView.of(findInteraction.find(id(id)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @Refuses(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "changeInteraction", summary = "Assign or close an interaction")
    public InteractionView change(@PathParam("id") String id, Change body) {
        if (body.agent() == null && body.state() == null) {
            throw malformed("agent", "nothing to change (expected: agent, or state: closed)");
        }
        if (body.state() != null && !body.state().equals("closed")) {
            throw malformed("state", "cannot be set to that (expected: closed)");
        }
        Interaction before = findInteraction.find(id(id));
        if (body.agent() != null) {
            before = assignInteraction.assign(before.id(), body.agent());
        }
        return InteractionView.of(body.state() == null ? before : closeInteraction.close(before.id()));
    }

    @GET
    @Path("/{id}/identity")
    @Tag(name = "Identities")
    @RolesAllowed({"agent", "scope:identities"})
    @APIResponseSchema(IdentityView.class)
    @Operation(
            operationId = "showIdentity",
            summary =
                    "The verified identity, for the assigned agent only; sensitive values are covered for people, and each"
                            + " reading is recorded")
    public Response identity(@PathParam("id") String id) {
        return Response.ok(IdentityView.of(viewIdentity.view(id(id))))
                .header("Cache-Control", "no-store")
                .build();
    }

    private Optional<Customer> customer(Opening body) {
        if ((body.customerNumber() == null) == (body.phone() == null)) {
            throw malformed("customer_number", "expected: exactly one of customer_number and phone");
        }
        try {
            return body.customerNumber() != null
                    ? customers.find(new CustomerNumber(body.customerNumber()))
                    : onlyOne(customers.findByPhone(PhoneNumber.parse(body.phone())));
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw malformed(
                    body.customerNumber() != null ? "customer_number" : "phone", String.valueOf(e.getMessage()));
        }
    }

    // A household may share a telephone: of several customers none is picked.
    private static Optional<Customer> onlyOne(List<Customer> found) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** An agent opens for themselves; supervisors and clients may name somebody. */
    private Optional<String> agentOf(Opening body) {
        if (body.agent() == null) {
            return caller.staffAccount();
        }
        if (caller.staffAccount().isPresent()
                && !caller.hasRole("supervisor")
                && !caller.staffAccount().get().equals(body.agent())) {
            throw new Problem(ProblemType.FORBIDDEN, "Only a supervisor opens an interaction for somebody else.");
        }
        return Optional.of(body.agent());
    }

    // A name that leads to somebody else's conversation must not show it.
    private void onlyMine(Interaction opened) {
        if (caller.staffAccount().isPresent()
                && !caller.hasRole("supervisor")
                && !opened.assignedTo(caller.staffAccount().get())) {
            throw new Problem(ProblemType.FORBIDDEN, "This interaction is with somebody else already.");
        }
    }

    /** An agent sees their own interactions only. */
    private Optional<String> visibleAgent(@Nullable String asked) {
        Optional<String> own = caller.staffAccount();
        if (own.isEmpty() || caller.hasRole("supervisor") || caller.hasRole("auditor")) {
            return "me".equals(asked) ? own : Optional.ofNullable(asked);
        }
        return own;
    }

    private static Channel channel(@Nullable String name) {
        try {
            return Channel.parseConversation(String.valueOf(name));
        } catch (MalformedInputException e) {
            throw malformed("channel", "unknown (expected: voice, chat, video, email or branch)");
        }
    }

    private static Direction direction(@Nullable String name) {
        try {
            return Direction.parse(String.valueOf(name));
        } catch (MalformedInputException e) {
            throw malformed("direction", "unknown (expected: inbound or outbound)");
        }
    }

    static InteractionId id(String value) {
        try {
            return new InteractionId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such interaction.");
        }
    }

    private static Problem malformed(String member, String what) {
        return new Problem(ProblemType.MALFORMED_REQUEST, member + ": " + what).at("/" + member, what);
    }
}
