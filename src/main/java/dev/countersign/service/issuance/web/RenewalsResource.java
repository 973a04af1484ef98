package dev.countersign.service.issuance.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.CurrentWallet;
import dev.countersign.service.issuance.OfferCredential;
import dev.countersign.service.issuance.RenewCredential;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a wallet gets a credential again before it expires. */
@Path(RenewCredential.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Wallet")
public class RenewalsResource {
    private final RenewCredential renewCredential;
    private final CurrentWallet current;

    RenewalsResource(RenewCredential renewCredential, CurrentWallet current) {
        this.renewCredential = renewCredential;
        this.current = current;
    }

    /**
     * What is to be renewed.
     *
     * @param credential the one that expires: an SD-JWT with all disclosures and a key binding, whose audience is this address and
     *     whose nonce comes from the nonce endpoint
     */
    record Renewal(@Nullable String credential) {
        @Override
        public String toString() {
            return "Renewal";
        }
    }

    /** An offer that needs no code. */
    record RenewalView(String credentialOfferUri, Instant expiresAt) {
        @Override
        public String toString() {
            return "RenewalView";
        }
    }

    @POST
    @RolesAllowed(Roles.WALLET)
    @Operation(
            summary = "Renew a credential that is about to expire",
            description = "The answer is an offer without a code, to be redeemed by OpenID4VCI as any other.")
    public Response renew(Renewal body) {
        String credential = body.credential();
        if (credential == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                    .at("/credential", "required");
        }
        OfferCredential.Made made = renewCredential.renew(current.wallet(), credential);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new RenewalView(made.link(), made.offer().expiresAt()))
                .build();
    }
}
