package dev.countersign.service.issuance.web;

import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.issuance.ChangeCredential;
import dev.countersign.service.issuance.CredentialId;
import dev.countersign.service.issuance.IssuedCredential;
import dev.countersign.service.issuance.IssuedCredentials;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The credentials that we issued. */
@Path("/api/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
public class CredentialsResource {
    private static final int MAX_REASON = 200;

    private final Customers customers;
    private final IssuedCredentials credentials;
    private final ChangeCredential change;

    CredentialsResource(Customers customers, IssuedCredentials credentials, ChangeCredential change) {
        this.customers = customers;
        this.credentials = credentials;
        this.change = change;
    }

    /** A credential as the API shows it; what it says about the customer is not kept. */
    @Schema(
            name = "IssuedCredential",
            description = "A credential that we issued; what it says about the customer is not kept")
    record CredentialView(
            String id,

            @Schema(description = "As in the issuer's metadata")
            String credentialConfigurationId,

            @Schema(description = "How many copies the wallet holds", minimum = "1")
            int copies,

            @Schema(enumeration = {"valid", "revoked", "suspended", "other"})
            String status,

            @Schema(description = "Why its status was changed")
            Optional<String> reason,

            @Schema(description = "wal_...: one of our own wallets that holds it")
            Optional<String> wallet,

            Instant issuedAt,
            Instant expiresAt) {
        static CredentialView of(IssuedCredential credential) {
            return new CredentialView(
                    credential.id().value(),
                    credential.type(),
                    credential.copies(),
                    name(credential.status()),
                    credential.reason(),
                    credential.wallet(),
                    credential.issuedAt(),
                    credential.expiresAt());
        }

        private static String name(CredentialStatus status) {
            return switch (status) {
                case VALID -> "valid";
                case INVALID -> "revoked";
                case SUSPENDED -> "suspended";
                case OTHER -> "other";
            };
        }
    }

    /** Body of {@code PATCH}. */
    @Schema(name = "CredentialChange", description = "A new status; a revocation is for good")
    record Change(
            @Schema(
                    enumeration = {"revoked", "suspended", "valid"},
                    required = true)
            @Nullable
            String status,

            @Schema(maxLength = 200) @Nullable String reason) {
        CredentialStatus parse() {
            return switch (status == null ? "" : status) {
                case "valid" -> CredentialStatus.VALID;
                case "revoked" -> CredentialStatus.INVALID;
                case "suspended" -> CredentialStatus.SUSPENDED;
                default ->
                    throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                            .at("/status", "expected: revoked, suspended or valid");
            };
        }

        Optional<String> checkedReason() {
            if (reason != null && reason.length() > MAX_REASON) {
                throw new Problem(ProblemType.INVALID_VALUE, "The reason is too long.")
                        .at("/reason", "expected: at most " + MAX_REASON + " characters");
            }
            return Optional.ofNullable(reason);
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.SCOPE_CUSTOMERS})
    @Refuses(ProblemType.NOT_FOUND)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(operationId = "listCredentials", summary = "A customer's credentials, oldest first")
    public Page<CredentialView> list(
            @Parameter(required = true) @QueryParam("customer_number") @Nullable String number,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (number == null) {
            throw new Problem(
                    ProblemType.MALFORMED_REQUEST, "customer_number is missing (expected: a query parameter).");
        }
        Customer customer = customers
                .find(CustomerNumber.parse(number))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
        return credentials.of(customer.id(), PageRequest.parse(limit, cursor)).map(CredentialView::of);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    @Operation(
            operationId = "changeCredential",
            summary = "Revoke, suspend or reinstate a credential",
            description = "A revocation is for good.")
    public Response change(@PathParam("id") String id, Change body) {
        IssuedCredential changed = change.change(CredentialId.parse(id), body.parse(), body.checkedReason());
        return Response.ok(CredentialView.of(changed))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
