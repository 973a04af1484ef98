package dev.countersign.service.retention.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.retention.PurgeInteractions;
import dev.countersign.service.retention.Purges;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/purges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Retention")
@Blocking
class PurgesResource {
    private static final int MOST_IN_A_PREVIEW = 100_000;

    private final Purges purges;
    private final PurgeInteractions purgeInteractions;

    PurgesResource(Purges purges, PurgeInteractions purgeInteractions) {
        this.purges = purges;
        this.purgeInteractions = purgeInteractions;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.SCOPE_ADMIN})
    @Operation(operationId = "listPurges", summary = "Lists what purges removed, the latest first")
    public Page<PurgeView> list(
            @QueryParam("limit") Optional<Integer> limit, @QueryParam("cursor") Optional<String> cursor) {
        return purges.reports(PageRequest.parse(limit.orElse(null), cursor.orElse(null)))
                .map(PurgeView::of);
    }

    @GET
    @Path("/preview")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.SCOPE_ADMIN})
    @Operation(
            operationId = "previewPurge",
            summary = "What a purge would remove now, by the rules as they are; at most 100,000 are counted")
    public PurgeView preview() {
        return PurgeView.of(purgeInteractions.preview(MOST_IN_A_PREVIEW));
    }
}
