package dev.countersign.service.console.web;

import dev.countersign.service.console.IssuePanelToken;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/panel_tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Panel", description = "The console's centre in an agent's desktop, for one interaction")
@Blocking
class PanelTokensResource {
    private final IssuePanelToken issuePanelToken;
    private final PublicUrl publicUrl;

    PanelTokensResource(IssuePanelToken issuePanelToken, PublicUrl publicUrl) {
        this.issuePanelToken = issuePanelToken;
        this.publicUrl = publicUrl;
    }

    /**
     * For whom, and for what.
     *
     * @param agent staff account
     * @param interaction that is assigned to it
     */
    @Schema(name = "NewPanelToken", description = "For whom a panel is, and for what")
    record Wanted(
            @Schema(description = "Staff account") String agent,

            @Schema(description = "int_...: assigned to that agent")
            String interaction) {}

    /**
     * What opens a panel.
     *
     * @param url for {@code <countersign-panel>}; the token is in its fragment, which browsers send to nobody
     * @param expiresAt until then it may be used, once
     */
    @Schema(name = "PanelToken", description = "What opens a panel, once")
    record TokenView(
            String token,

            @Schema(description = "For <countersign-panel>; the token is in its fragment")
            URI url,

            @Schema(description = "Two minutes after it was made")
            Instant expiresAt) {
        @Override
        public String toString() {
            return "TokenView[until " + expiresAt + "]";
        }
    }

    @POST
    @RolesAllowed("scope:panel")
    @Refuses({ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @Operation(
            operationId = "issuePanelToken",
            summary = "Get what opens a panel for an agent and an interaction: once, within two minutes")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    public Response issue(Wanted body) {
        IssuePanelToken.Issued issued =
                issuePanelToken.issue(required("/agent", body.agent()), interaction(body.interaction()));
        return Response.status(Response.Status.CREATED)
                .entity(new TokenView(
                        issued.token(), publicUrl.resolve("/panel/#token=" + issued.token()), issued.expiresAt()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static InteractionId interaction(@Nullable String name) {
        try {
            return new InteractionId(required("/interaction", name));
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such interaction.");
        }
    }

    private static String required(String pointer, @Nullable String value) {
        if (value == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                    .at(pointer, "expected: a text");
        }
        return value;
    }
}
