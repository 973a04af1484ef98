package dev.countersign.service.issuance.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.issuance.OfferCredential;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.QrCode;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Offers of credentials to a customer. */
@Path("/api/v1/customers/{customer_number}/credential_offers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Credential offers")
public class CredentialOffersResource {
    private final Customers customers;
    private final OfferCredential offerCredential;

    CredentialOffersResource(Customers customers, OfferCredential offerCredential) {
        this.customers = customers;
        this.offerCredential = offerCredential;
    }

    /**
     * Body of {@code POST}.
     *
     * @param txCode whether the customer must type a code; {@code true} when absent
     * @param count most copies of each credential; ten when absent
     */
    @Schema(name = "NewCredentialOffer", description = "Credentials to offer to a customer")
    record OfferBody(
            @Schema(description = "As in the issuer's metadata", required = true) @Nullable
            List<@Nullable String> credentialConfigurationIds,

            @Schema(description = "What they say about the customer") @Nullable
            ObjectNode claims,

            @Schema(description = "Whether the customer must type a code; true when absent") @Nullable
            Boolean txCode,

            @Schema(description = "Most copies of each credential; 10 when absent", minimum = "1", maximum = "10")
            @Nullable
            Integer count) {

        OfferCredential.Wish parse() {
            if (credentialConfigurationIds == null || credentialConfigurationIds.contains(null)) {
                throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                        .at("/credential_configuration_ids", "expected: an array of strings");
            }
            return new OfferCredential.Wish(
                    credentialConfigurationIds.stream().map(String::valueOf).toList(),
                    claims == null ? Json.object() : claims,
                    Boolean.FALSE.equals(txCode)
                            ? OfferCredential.TxCodeWish.WAIVED
                            : OfferCredential.TxCodeWish.DEMANDED,
                    count == null ? OfferCredential.MAX_COPIES : count);
        }

        @Override
        public String toString() {
            return "OfferBody";
        }
    }

    /**
     * An offer, shown once.
     *
     * @param credentialOfferUri link that opens a wallet
     * @param txCode to be told the customer in another way than the link
     * @param qr the link as an image, {@code data:} URI
     */
    @Schema(name = "CredentialOffer", description = "An offer, shown once; good for 30 minutes")
    record OfferView(
            @Schema(description = "off_...") String id,

            @Schema(description = "openid-credential-offer://...: opens a wallet")
            String credentialOfferUri,

            @Schema(description = "To be told the customer in another way than the link")
            Optional<String> txCode,

            @Schema(description = "The link as an image: a data: URI")
            String qr,

            Instant expiresAt) {
        static OfferView of(OfferCredential.Made made) {
            return new OfferView(
                    made.offer().id().value(),
                    made.link(),
                    made.txCode(),
                    QrCode.of(made.link()).dataUri(),
                    made.offer().expiresAt());
        }

        @Override
        public String toString() {
            return "OfferView[" + id + "]";
        }
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses(ProblemType.INVALID_VALUE)
    @APIResponseSchema(value = OfferView.class, responseCode = "201")
    @Operation(
            operationId = "offerCredentials",
            summary = "Offer credentials to a customer",
            description = "The link, the code and the image are shown this once; the offer is good for 30 minutes.")
    public Response offer(@PathParam("customer_number") String number, OfferBody body) {
        Customer customer = customers
                .find(CustomerNumber.parse(number))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(OfferView.of(offerCredential.offer(customer, body.parse())))
                .build();
    }
}
