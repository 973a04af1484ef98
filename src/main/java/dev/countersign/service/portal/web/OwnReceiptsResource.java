package dev.countersign.service.portal.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.consent.PurposeText;
import dev.countersign.service.consent.StoredReceipt;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.portal.CurrentCustomer;
import dev.countersign.service.portal.ShowReceipts;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/portal/v1/receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Portal")
@Blocking
class OwnReceiptsResource {
    private final ShowReceipts showReceipts;
    private final CurrentCustomer current;

    OwnReceiptsResource(ShowReceipts showReceipts, CurrentCustomer current) {
        this.showReceipts = showReceipts;
        this.current = current;
    }

    /** A receipt, and what stood on the screen when it was answered. */
    record ReceiptView(String id, String challenge, Instant madeAt, String receipt, Map<String, PurposeText> texts) {
        static ReceiptView of(ShowReceipts.Own own) {
            StoredReceipt receipt = own.receipt();
            return new ReceiptView(
                    receipt.id(), receipt.challenge().value(), receipt.madeAt(), receipt.receipt(), own.texts());
        }

        @Override
        public String toString() {
            return "ReceiptView[" + id + "]";
        }
    }

    @GET
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "listOwnReceipts", summary = "My receipts, newest first")
    public Response list(@QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(showReceipts
                        .list(current.id(), PageRequest.parse(limit, cursor))
                        .map(ReceiptView::of))
                .build();
    }

    @GET
    @Path("/{id}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(
            operationId = "proveOwnReceipt",
            summary = "That the receipt's entry is in the log: a C2SP tlog-proof; 404 until a checkpoint covers it")
    public Response proof(@PathParam("id") String id) {
        return Response.ok(showReceipts.prove(current.id(), id).bytes(), "text/plain; charset=utf-8")
                .build();
    }
}
