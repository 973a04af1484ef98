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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/identity/reveals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Interactions")
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
    record Wanted(@Nullable JsonNode path) {}

    /** One value, to be covered again at {@code visible_until}. */
    record RevealedView(JsonNode path, JsonNode value, Instant visibleUntil) {
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
    record RevealList(List<RevealView> items) {}

    /** One look: never the value. */
    record RevealView(String challenge, JsonNode path, String viewer, Instant revealedAt) {
        static RevealView of(Reveal reveal) {
            return new RevealView(reveal.challenge(), reveal.path().toJson(), reveal.viewer(), reveal.at());
        }
    }

    @POST
    @EachTime
    @RolesAllowed("agent")
    @Operation(summary = "Uncover one value for a short time; each is recorded, and so many in an hour are allowed")
    public Response reveal(@PathParam("id") String id, Wanted body) {
        Revealed revealed = revealAttribute.reveal(InteractionResource.id(id), path(body.path()));
        return Response.ok(RevealedView.of(revealed))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @RolesAllowed({"supervisor", "auditor"})
    @Operation(summary = "Who uncovered what in an interaction, newest first")
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
