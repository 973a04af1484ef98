package dev.countersign.service.console.web;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.console.Panel;
import dev.countersign.service.console.ShowDesk;
import dev.countersign.service.console.web.DeskResource.DeskView;
import dev.countersign.service.console.web.DeskResource.ItemView;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/panel")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(PanelMechanism.PANEL)
@Tag(name = "Panel")
@Blocking
class PanelResource {
    private final ShowDesk showDesk;
    private final PanelOrigins origins;
    private final CurrentCaller caller;
    private final SecurityIdentity identity;

    PanelResource(ShowDesk showDesk, PanelOrigins origins, CurrentCaller caller, SecurityIdentity identity) {
        this.showDesk = showDesk;
        this.origins = origins;
        this.caller = caller;
        this.identity = identity;
    }

    /**
     * Who is in the panel, and for what.
     *
     * @param origins of pages that may be told how the interaction stands
     */
    @Schema(name = "PanelSession", description = "Who is in a panel, and for what")
    record SessionView(
            @Schema(description = "Staff account") String account,
            String displayName,
            Set<String> roles,
            @Schema(description = "int_...") String interaction,
            Instant endsAt,

            @Schema(description = "Of pages that may be told how the interaction stands")
            List<String> origins) {}

    @GET
    @Path("/session")
    @Operation(operationId = "showPanelSession", summary = "Who is in this panel, and for which interaction")
    public SessionView session() {
        Panel panel = panel();
        Set<String> roles = new TreeSet<>(identity.getRoles());
        roles.remove(PanelMechanism.PANEL);
        return new SessionView(
                panel.agent(),
                caller.displayName(),
                roles,
                panel.interaction().value(),
                panel.endsAt(),
                origins.list());
    }

    @GET
    @Path("/desk")
    @Operation(
            operationId = "showPanelDesk",
            summary = "The panel's interaction, with the state of its latest challenge")
    public DeskView desk() {
        return new DeskView(
                showDesk.show(panel().interaction()).stream().map(ItemView::of).toList());
    }

    private Panel panel() {
        return identity.getAttribute(PanelMechanism.PANEL);
    }
}
