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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
    record CredentialView(
            String id,
            String credentialConfigurationId,
            int copies,
            String status,
            Optional<String> reason,
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
    record Change(@Nullable String status, @Nullable String reason) {
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
    @Operation(summary = "A customer's credentials, oldest first")
    public Response list(
            @QueryParam("customer_number") @Nullable String number,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (number == null) {
            throw new Problem(
                    ProblemType.MALFORMED_REQUEST, "customer_number is missing (expected: a query parameter).");
        }
        Customer customer = customers
                .find(CustomerNumber.parse(number))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
        Page<CredentialView> page =
                credentials.of(customer.id(), PageRequest.parse(limit, cursor)).map(CredentialView::of);
        return Response.ok(page).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Operation(summary = "Revoke, suspend or reinstate a credential", description = "A revocation is for good.")
    public Response change(@PathParam("id") String id, Change body) {
        IssuedCredential changed = change.change(CredentialId.parse(id), body.parse(), body.checkedReason());
        return Response.ok(CredentialView.of(changed))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
