package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.interaction.Reveal;
import dev.countersign.service.interaction.RevealAttribute;
import dev.countersign.service.interaction.RevealAttribute.Revealed;
import dev.countersign.service.interaction.Reveals;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.EachTime;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/identity/reveals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Identities")
@Blocking
class RevealResource {
    private final RevealAttribute revealAttribute;
    private final Interactions interactions;
    private final Reveals reveals;

    RevealResource(RevealAttribute revealAttribute, Interactions interactions, Reveals reveals) {
        this.revealAttribute = revealAttribute;
        this.interactions = interactions;
        this.reveals = reveals;
    }

    /**
     * Which value is wanted.
     *
     * @param path as in the identity
     */
    @Schema(name = "NewReveal", description = "Which value is wanted")
    record Wanted(
            @Schema(description = "As in the identity", required = true) @Nullable
            JsonNode path) {}

    /** One value, to be covered again at {@code visible_until}. */
    @Schema(name = "RevealedAttribute", description = "One value, to be covered again at visible_until")
    record RevealedView(@Schema(description = "Claims path") JsonNode path, JsonNode value, Instant visibleUntil) {
        static RevealedView of(Revealed revealed) {
            return new RevealedView(
                    revealed.attribute().path().toJson(), revealed.attribute().value(), revealed.visibleUntil());
        }

        @Override
        public String toString() {
            return "RevealedView[" + path + "]";
        }
    }

    /** Who looked at what. */
    @Schema(name = "Reveals", description = "Who looked at what, newest first")
    record RevealList(List<RevealView> items) {}

    /** One look: never the value. */
    @Schema(name = "Reveal", description = "One look: never the value")
    record RevealView(
            @Schema(description = "chl_...") String challenge,
            @Schema(description = "Claims path") JsonNode path,

            @Schema(description = "Who looked, as in staff:maria")
            String viewer,

            Instant revealedAt) {
        static RevealView of(Reveal reveal) {
            return new RevealView(reveal.challenge(), reveal.path().toJson(), reveal.viewer(), reveal.at());
        }
    }

    @POST
    @EachTime
    @RolesAllowed("agent")
    @Refuses(ProblemType.TOO_MANY_REQUESTS)
    @APIResponseSchema(value = RevealedView.class, responseCode = "200")
    @Operation(
            operationId = "revealAttribute",
            summary = "Uncover one value for a short time; each is recorded, and so many in an hour are allowed")
    public Response reveal(@PathParam("id") String id, Wanted body) {
        Revealed revealed = revealAttribute.reveal(InteractionResource.id(id), path(body.path()));
        return Response.ok(RevealedView.of(revealed))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @RolesAllowed({"supervisor", "auditor"})
    @Operation(operationId = "listReveals", summary = "Who uncovered what in an interaction, newest first")
    public RevealList list(@PathParam("id") String id) {
        InteractionId interaction = InteractionResource.id(id);
        if (interactions.find(interaction).isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such interaction.");
        }
        return new RevealList(
                reveals.of(interaction).stream().map(RevealView::of).toList());
    }

    private static ClaimPath path(@Nullable JsonNode json) {
        try {
            return ClaimPath.parse(json == null ? NullNode.instance : json);
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                    .at("/path", "expected: a path of the identity");
        }
    }
}
