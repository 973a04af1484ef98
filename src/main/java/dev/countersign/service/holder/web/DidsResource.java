package dev.countersign.service.holder.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.CustomerDid;
import dev.countersign.service.holder.CustomerDids;
import dev.countersign.service.holder.DidControl;
import dev.countersign.service.holder.DidProof;
import dev.countersign.service.holder.ProveDid;
import dev.countersign.service.holder.RecheckDids;
import dev.countersign.service.holder.RegisterDid;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** A customer's own DIDs. */
@Path("/api/v1/customers/{customer_number}/dids")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class DidsResource {
    private final NamedCustomer named;
    private final CustomerDids dids;
    private final RegisterDid register;
    private final ProveDid prove;
    private final RecheckDids recheck;

    DidsResource(NamedCustomer named, CustomerDids dids, RegisterDid register, ProveDid prove, RecheckDids recheck) {
        this.named = named;
        this.dids = dids;
        this.register = register;
        this.prove = prove;
        this.recheck = recheck;
    }

    /** Body of {@code POST .../dids}. */
    @Schema(name = "DidClaim", description = "A DID that is said to be the customer's")
    record Claim(@Schema(required = true) @Nullable String did) {}

    /** Body of {@code POST .../dids/{id}/proof}. */
    @Schema(name = "DidProof", description = "A proof of control")
    record Proof(
            @Schema(description = "Compact JWS", required = true) @Nullable
            String jwt) {
        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** What to sign, and until when. */
    @Schema(name = "DidChallenge", description = "What to sign, and until when")
    record ChallengeView(
            String id,
            @Schema(description = "The nonce of the proof") String proofChallenge,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "ChallengeView[" + id + "]";
        }
    }

    /**
     * A DID as the API shows it.
     *
     * @param state pending, verified, rotated or deactivated
     */
    @Schema(name = "CustomerDid", description = "A customer's own DID")
    record DidView(
            String id,
            String did,

            @Schema(enumeration = {"pending", "verified", "rotated", "deactivated"})
            String state,

            Instant registeredAt,
            @Schema(description = "When control was proven") Optional<Instant> verifiedAt,

            @Schema(description = "When it was last looked at")
            Optional<Instant> checkedAt) {
        static DidView of(CustomerDid did) {
            return new DidView(
                    did.id(),
                    did.did().toString(),
                    did.control().wireName(),
                    did.registeredAt(),
                    did.control().proof(),
                    did.control().lastCheck());
        }

        @Override
        public String toString() {
            return "DidView[" + id + "]";
        }
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = ChallengeView.class, responseCode = "201")
    @Operation(
            operationId = "claimDid",
            summary = "Claim a DID",
            description = "It counts for nothing until control of it is proven.")
    public Response register(@PathParam("customer_number") String number, Claim body) {
        RegisterDid.Registered registered =
                register.register(named.find(number).id(), Member.required("/did", body.did(), DidProof::did));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ChallengeView(
                        registered.did().id(),
                        registered.challenge().nonce(),
                        registered.challenge().expiresAt()))
                .build();
    }

    @POST
    @Path("/{id}/proof")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.PRESENTATION_REJECTED, ProblemType.DEPENDENCY_UNAVAILABLE})
    @APIResponseSchema(value = DidView.class, responseCode = "200")
    @Operation(
            operationId = "proveDid",
            summary = "Prove control of a DID",
            description = "A JWS of typ " + DidProof.TYPE
                    + " by a key of the authentication relationship (kid: its DID URL) with iss (the DID), aud (our public"
                    + " URL), nonce (the challenge) and iat.")
    public Response prove(@PathParam("customer_number") String number, @PathParam("id") String id, Proof body) {
        CustomerDid claimed = find(number, id);
        DidProof proof = Member.required("/jwt", body.jwt(), DidProof::parse);
        return shown(DidView.of(Judged.value(prove.prove(claimed, proof))));
    }

    @POST
    @Path("/{id}/check")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.PRESENTATION_REJECTED, ProblemType.DEPENDENCY_UNAVAILABLE})
    @APIResponseSchema(value = DidView.class, responseCode = "200")
    @Operation(
            operationId = "checkDid",
            summary = "Look whether a DID is still the customer's",
            description =
                    "Resolves it anew. When the key that proved control is gone it is rotated, when the DID was given"
                            + " up it is deactivated: then it counts for nothing until it is claimed and proven again. 503 when it"
                            + " cannot be known now; nothing is changed then.")
    public Response check(@PathParam("customer_number") String number, @PathParam("id") String id) {
        CustomerDid did = find(number, id);
        if (did.control() instanceof DidControl.Pending) {
            throw new Problem(ProblemType.STATE_CONFLICT, "Control of this DID was not proven yet.");
        }
        return shown(DidView.of(Judged.value(recheck.check(did))));
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.SCOPE_CUSTOMERS})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(operationId = "listDids", summary = "List the DIDs of a customer")
    public Page<DidView> list(
            @PathParam("customer_number") String number,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return dids.of(named.find(number).id(), PageRequest.parse(limit, cursor))
                .map(DidView::of);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Operation(operationId = "removeDid", summary = "Remove a DID")
    public void remove(@PathParam("customer_number") String number, @PathParam("id") String id) {
        dids.remove(find(number, id));
    }

    private CustomerDid find(String number, String id) {
        return dids.find(named.find(number).id(), id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The customer has no such DID."));
    }

    private static Response shown(Object view) {
        return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
