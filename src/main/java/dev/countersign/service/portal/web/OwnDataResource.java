package dev.countersign.service.portal.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.portal.AskForErasure;
import dev.countersign.service.portal.CurrentCustomer;
import dev.countersign.service.portal.ErasureRequest;
import dev.countersign.service.portal.ErasureRequest.Decision;
import dev.countersign.service.portal.ErasureRequests;
import dev.countersign.service.portal.ExportData;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/portal/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Portal")
@Blocking
class OwnDataResource {
    private final ExportData exportData;
    private final AskForErasure askForErasure;
    private final ErasureRequests requests;
    private final CurrentCustomer current;

    OwnDataResource(
            ExportData exportData, AskForErasure askForErasure, ErasureRequests requests, CurrentCustomer current) {
        this.exportData = exportData;
        this.askForErasure = askForErasure;
        this.requests = requests;
        this.current = current;
    }

    /** A request as its customer sees it; who decided is the organisation's. */
    record OwnErasureRequestView(
            String id,
            String state,
            Instant askedAt,
            Instant dueAt,
            Optional<Instant> decidedAt,
            Optional<String> reason) {
        static OwnErasureRequestView of(ErasureRequest request) {
            return new OwnErasureRequestView(
                    request.id(),
                    request.state().name().toLowerCase(Locale.ROOT),
                    request.askedAt(),
                    request.dueAt(),
                    request.decision().map(Decision::at),
                    request.decision().flatMap(Decision::reason));
        }

        @Override
        public String toString() {
            return "OwnErasureRequestView[" + id + "]";
        }
    }

    @GET
    @Path("/export")
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "exportOwnData", summary = "All that is kept about me: one JSON file")
    public Response export() {
        return Response.ok(exportData.export(current.id()).toString())
                .header("Content-Disposition", "attachment; filename=\"countersign-my-data.json\"")
                .build();
    }

    @GET
    @Path("/erasure_requests")
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "listOwnErasureRequests", summary = "My requests to be erased, newest first")
    public Response requests() {
        List<OwnErasureRequestView> mine = requests.of(current.id()).stream()
                .map(OwnErasureRequestView::of)
                .toList();
        return Response.ok(Map.of("items", mine)).build();
    }

    @POST
    @Path("/erasure_requests")
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "askForOwnErasure", summary = "I ask to be erased; the bank decides within 30 days")
    public Response ask() {
        return Response.status(Response.Status.CREATED)
                .entity(OwnErasureRequestView.of(askForErasure.ask(current.id())))
                .build();
    }
}
