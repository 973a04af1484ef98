package dev.countersign.service.holder.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.CredentialRequest;
import dev.countersign.service.holder.CredentialRequests;
import dev.countersign.service.holder.RegisteredCredential;
import dev.countersign.service.holder.RegisteredCredentials;
import dev.countersign.service.holder.RequestCredential;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.QrCode;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.presentation.WalletProfile;
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
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Credentials of other issuers that a customer registers by presenting them. */
@Path("/api/v1/customers/{customer_number}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class CredentialsResource {
    private final NamedCustomer named;
    private final RequestCredential request;
    private final CredentialRequests requests;
    private final RegisteredCredentials credentials;
    private final PublicUrl publicUrl;

    CredentialsResource(
            NamedCustomer named,
            RequestCredential request,
            CredentialRequests requests,
            RegisteredCredentials credentials,
            PublicUrl publicUrl) {
        this.named = named;
        this.request = request;
        this.requests = requests;
        this.credentials = credentials;
        this.publicUrl = publicUrl;
    }

    /**
     * Body of {@code POST}.
     *
     * @param dcqlQuery which credential and which of its claims; or else
     * @param vct a type of credential, of which only that it is there is registered
     */
    @Schema(
            name = "NewCredentialRequest",
            description = "A credential of another issuer that the customer is to present: by query or by type")
    record Ask(
            @Schema(description = "Which credential and which of its claims (OpenID4VP 1.0 section 6)") @Nullable
            JsonNode dcqlQuery,

            @Schema(description = "A type of which only that it is there is registered") @Nullable
            String vct,

            @Schema(
                    description = "own when absent",
                    enumeration = {"own", "plain", "haip"})
            @Nullable
            String walletProfile) {
        DcqlQuery query() {
            if ((dcqlQuery == null) == (vct == null)) {
                throw new Problem(ProblemType.MALFORMED_REQUEST, "Name either a query or a type.")
                        .at("", "expected: dcql_query or vct");
            }
            if (dcqlQuery == null) {
                return Member.required("/vct", vct, type -> DcqlQuery.parse(ofType(type)));
            }
            try {
                return DcqlQuery.parse(dcqlQuery);
            } catch (MalformedInputException e) {
                throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                        .at("/dcql_query", String.valueOf(e.getMessage()));
            }
        }

        WalletProfile profile() {
            return Member.optional("/wallet_profile", walletProfile, Ask::parseProfile)
                    .orElse(WalletProfile.OWN);
        }

        private static WalletProfile parseProfile(String wireName) {
            for (WalletProfile profile : WalletProfile.values()) {
                if (profile.name().toLowerCase(Locale.ROOT).equals(wireName)) {
                    return profile;
                }
            }
            throw new MalformedInputException("Countersign: wallet_profile (expected: own, plain or haip)");
        }

        private static ObjectNode ofType(String vct) {
            ObjectNode query = Json.object();
            ObjectNode credential = query.putArray("credentials")
                    .addObject()
                    .put("id", "credential")
                    .put("format", "dc+sd-jwt");
            credential.putObject("meta").putArray("vct_values").add(vct);
            return query;
        }
    }

    /** How a wallet comes to the request. */
    @Schema(name = "RequestLink", description = "How a wallet comes to a request")
    record LinkView(
            @Schema(description = "openid4vp://...: opens a wallet")
            URI uri,

            @Schema(description = "The link as an image: a data: URI")
            String qr) {}

    /** A request as the API shows it. */
    @Schema(name = "CredentialRequest", description = "What became of a request for a credential")
    record RequestView(
            String id,

            @Schema(enumeration = {"requested", "opened", "registered", "rejected", "undecided", "declined"})
            String state,

            @Schema(description = "Why it was rejected") Optional<String> reason,

            @Schema(description = "Only in the answer that made it")
            Optional<LinkView> request,

            Instant expiresAt) {
        static RequestView of(CredentialRequest request, Optional<LinkView> link) {
            return new RequestView(
                    request.id(),
                    request.state().name().toLowerCase(Locale.ROOT),
                    request.reason(),
                    link,
                    request.expiresAt());
        }

        @Override
        public String toString() {
            return "RequestView[" + id + "]";
        }
    }

    /** A credential as the API shows it. */
    @Schema(name = "RegisteredCredential", description = "A credential of another issuer that a customer has presented")
    record CredentialView(
            String id,
            @Schema(description = "An https URL or a DID") String issuer,
            @Schema(description = "Its type") String vct,

            @Schema(description = "What was asked for and registered")
            ObjectNode claims,

            Optional<Instant> issuedAt,
            Optional<Instant> expiresAt,

            @Schema(description = "Where its status is published (Token Status List)")
            Optional<ObjectNode> status,

            Instant registeredAt) {
        static CredentialView of(RegisteredCredential credential) {
            return new CredentialView(
                    credential.id(),
                    credential.issuer(),
                    credential.vct(),
                    credential.claims(),
                    credential.validity().issuedAt(),
                    credential.validity().expiresAt(),
                    credential.status().map(StatusReference::toJson),
                    credential.registeredAt());
        }

        @Override
        public String toString() {
            return "CredentialView[" + id + "]";
        }
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = RequestView.class, responseCode = "201")
    @Operation(
            operationId = "requestCredential",
            summary = "Ask for a credential of another issuer",
            description = "Whoever answers is taken for the customer: hand the link over where the customer is known.")
    public Response ask(@PathParam("customer_number") String number, Ask body) {
        RequestCredential.Started started = request.request(named.find(number).id(), body.query(), body.profile());
        LinkView link = new LinkView(
                started.walletUri(), QrCode.of(started.walletUri().toString()).dataUri());
        return Response.created(publicUrl.resolve("/api/v1/customers/" + number + "/credentials/requests/"
                        + started.request().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(RequestView.of(started.request(), Optional.of(link)))
                .build();
    }

    @GET
    @Path("/requests/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.SCOPE_CUSTOMERS})
    @Operation(operationId = "showCredentialRequest", summary = "What became of a request")
    public RequestView find(@PathParam("customer_number") String number, @PathParam("id") String id) {
        return requests.find(named.find(number).id(), id)
                .map(found -> RequestView.of(found, Optional.empty()))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The customer has no such request."));
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.SCOPE_CUSTOMERS})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(operationId = "listRegisteredCredentials", summary = "List the registered credentials of a customer")
    public Page<CredentialView> list(
            @PathParam("customer_number") String number,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return credentials
                .of(named.find(number).id(), PageRequest.parse(limit, cursor))
                .map(CredentialView::of);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Operation(operationId = "removeRegisteredCredential", summary = "Remove a registered credential")
    public void remove(@PathParam("customer_number") String number, @PathParam("id") String id) {
        credentials.remove(credentials
                .find(named.find(number).id(), id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The customer has no such credential.")));
    }
}
