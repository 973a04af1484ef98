package dev.countersign.service.trust.web;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.trust.DistrustIssuer;
import dev.countersign.service.trust.IssuerId;
import dev.countersign.service.trust.TrustChange;
import dev.countersign.service.trust.TrustChanges;
import dev.countersign.service.trust.TrustIssuer;
import dev.countersign.service.trust.TrustedIssuers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The issuers whose credentials are accepted. */
@Path("/api/v1/trusted_issuers")
@Tag(name = "Trusted issuers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TrustedIssuersResource {
    // As in the feature "access", which this one must not know: both are in one row.
    private static final String ADMIN = "admin";
    private static final String AUDITOR = "auditor";
    private static final String SUPERVISOR = "supervisor";
    private static final String SCOPE_ADMIN = "scope:admin";

    private final TrustedIssuers issuers;
    private final TrustIssuer trust;
    private final DistrustIssuer distrust;
    private final TrustChanges changes;

    TrustedIssuersResource(TrustedIssuers issuers, TrustIssuer trust, DistrustIssuer distrust, TrustChanges changes) {
        this.changes = changes;
        this.issuers = issuers;
        this.trust = trust;
        this.distrust = distrust;
    }

    /** A decision about an issuer. */
    @Schema(name = "TrustChange", description = "A decision about an issuer, as the audit trail keeps it")
    record TrustChangeView(
            @Schema(description = "Larger is later") long id,
            String issuer,

            @Schema(
                    description =
                            "How its keys are found, and for which types of credentials; absent when it is trusted no more")
            Optional<String> allowed,

            @Schema(description = "Who decided so, as in staff:maria")
            String by,

            Instant at) {
        static TrustChangeView of(TrustChange change) {
            return new TrustChangeView(change.id(), change.issuer(), change.allowed(), change.by(), change.at());
        }
    }

    /** Lists them, ordered by name. */
    @GET
    @RolesAllowed({ADMIN, AUDITOR, SUPERVISOR, SCOPE_ADMIN})
    @Operation(
            operationId = "listTrustedIssuers",
            summary = "Lists the issuers whose credentials are accepted, besides the organisation itself")
    public Page<TrustedIssuerBody> list(
            @QueryParam("limit") Optional<Integer> limit, @QueryParam("cursor") Optional<String> cursor) {
        return issuers.list(PageRequest.parse(limit.orElse(null), cursor.orElse(null)))
                .map(TrustedIssuerBody::of);
    }

    /** Lists who decided what, the latest first. */
    @GET
    @Path("/changes")
    @RolesAllowed({ADMIN, AUDITOR, SCOPE_ADMIN})
    @Operation(
            operationId = "listTrustChanges",
            summary = "Lists who allowed what to which issuer, and who took it back; the latest first")
    public Page<TrustChangeView> changes(
            @QueryParam("limit") Optional<Integer> limit, @QueryParam("cursor") Optional<String> cursor) {
        return changes.list(PageRequest.parse(limit.orElse(null), cursor.orElse(null)))
                .map(TrustChangeView::of);
    }

    /** Adds one, or replaces what was allowed to it. */
    @PUT
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(
            operationId = "trustIssuer",
            summary = "Accepts credentials of these types from an issuer; replaces what was allowed to it before")
    public TrustedIssuerBody put(TrustedIssuerBody body, @Context SecurityContext caller) {
        trust.trust(body.toTrustedIssuer(), caller.getUserPrincipal().getName());
        return body;
    }

    /** Removes one. */
    @DELETE
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses(ProblemType.NOT_FOUND)
    @Operation(operationId = "distrustIssuer", summary = "Accepts nothing from an issuer any more")
    public void delete(
            @Parameter(required = true) @QueryParam("issuer") Optional<String> issuer,
            @Context SecurityContext caller) {
        distrust.distrust(
                IssuerId.parse(issuer.orElse("")), caller.getUserPrincipal().getName());
    }
}
