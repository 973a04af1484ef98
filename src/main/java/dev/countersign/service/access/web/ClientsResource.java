package dev.countersign.service.access.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerClients;
import dev.countersign.service.access.CertificateSubject;
import dev.countersign.service.access.CertificateSubject.Kind;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.ClientMethod;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.MachineClients;
import dev.countersign.service.access.Roles;
import dev.countersign.service.access.TokenBinding;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Machine clients, for administrators. */
@Path("/api/v1/clients")
@RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clients", description = "Machines that call this API")
public class ClientsResource {
    private final AdministerClients administer;
    private final MachineClients clients;
    private final SortableIds ids;

    ClientsResource(AdministerClients administer, MachineClients clients, SortableIds ids) {
        this.administer = administer;
        this.clients = clients;
        this.ids = ids;
    }

    /**
     * A client to add. Without {@code token_endpoint_auth_method} it signs when it has {@code jwks}, and gets a secret
     * otherwise. Tokens of clients with certificates are bound unless it says otherwise.
     */
    @Schema(name = "NewClient", description = "A machine client to add")
    public record NewClient(
            String name,
            @Schema(description = "What it may do") Set<String> scopes,

            @Schema(description = "private_key_jwt with jwks and client_secret_basic otherwise, when absent")
            Optional<ClientMethod> tokenEndpointAuthMethod,

            @Schema(description = "JWK set with its public keys")
            Optional<ObjectNode> jwks,

            @Schema(description = "RFC 8705 section 2.1.2; at most one of the five names")
            Optional<String> tlsClientAuthSubjectDn,

            @Schema(description = "The same") Optional<String> tlsClientAuthSanDns,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanUri,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanIp,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanEmail,

            @Schema(description = "true for clients with certificates when absent")
            Optional<Boolean> tlsClientCertificateBoundAccessTokens) {
        ProofMembers proof() {
            return new ProofMembers(
                    tokenEndpointAuthMethod,
                    jwks.map(ClientKeySet::parse),
                    ProofMembers.subject(Map.of(
                            Kind.SUBJECT_DN, tlsClientAuthSubjectDn,
                            Kind.SAN_DNS, tlsClientAuthSanDns,
                            Kind.SAN_URI, tlsClientAuthSanUri,
                            Kind.SAN_IP, tlsClientAuthSanIp,
                            Kind.SAN_EMAIL, tlsClientAuthSanEmail)),
                    tlsClientCertificateBoundAccessTokens);
        }
    }

    /** What to change; absent members stay as they are. */
    @Schema(name = "ClientChange", description = "What changes of a machine client; absent members stay as they are")
    public record ClientChange(
            Optional<String> name,
            Optional<Set<String>> scopes,
            Optional<ClientState> state,
            Optional<ClientMethod> tokenEndpointAuthMethod,

            @Schema(description = "JWK set with its public keys")
            Optional<ObjectNode> jwks,

            @Schema(description = "RFC 8705 section 2.1.2; at most one of the five names")
            Optional<String> tlsClientAuthSubjectDn,

            @Schema(description = "The same") Optional<String> tlsClientAuthSanDns,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanUri,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanIp,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanEmail,
            Optional<Boolean> tlsClientCertificateBoundAccessTokens,

            @Schema(description = "true: the answer holds a new secret")
            Optional<Boolean> newSecret) {
        ProofMembers proof() {
            return new ProofMembers(
                    tokenEndpointAuthMethod,
                    jwks.map(ClientKeySet::parse),
                    ProofMembers.subject(Map.of(
                            Kind.SUBJECT_DN, tlsClientAuthSubjectDn,
                            Kind.SAN_DNS, tlsClientAuthSanDns,
                            Kind.SAN_URI, tlsClientAuthSanUri,
                            Kind.SAN_IP, tlsClientAuthSanIp,
                            Kind.SAN_EMAIL, tlsClientAuthSanEmail)),
                    tlsClientCertificateBoundAccessTokens);
        }
    }

    /** Whether a client may be used. */
    public enum ClientState {
        /** It may. */
        @JsonProperty("active")
        ACTIVE,
        /** It may not. */
        @JsonProperty("suspended")
        SUSPENDED
    }

    /** A client as it is shown; the secret only in the answer that made it. */
    @Schema(name = "Client", description = "A machine client; the secret only in the answer that made it")
    public record ShownClient(
            @Schema(description = "mch_..., or the name it was given at the first start")
            String clientId,

            String name,
            @Schema(description = "What it may do") Set<String> scopes,
            ClientState state,
            ClientMethod tokenEndpointAuthMethod,

            @Schema(description = "JWK set with its public keys")
            Optional<ObjectNode> jwks,

            @Schema(description = "RFC 8705 section 2.1.2; at most one of the five names")
            Optional<String> tlsClientAuthSubjectDn,

            @Schema(description = "The same") Optional<String> tlsClientAuthSanDns,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanUri,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanIp,
            @Schema(description = "The same") Optional<String> tlsClientAuthSanEmail,
            boolean tlsClientCertificateBoundAccessTokens,
            @Schema(description = "Shown this once") Optional<String> clientSecret) {
        static ShownClient of(MachineClient client) {
            return of(client, Optional.empty());
        }

        static ShownClient of(MachineClient client, Optional<String> secret) {
            Function<Kind, Optional<String>> subject = kind -> client.proof()
                    .subject()
                    .filter(named -> named.kind() == kind)
                    .map(CertificateSubject::value);
            return new ShownClient(
                    client.id(),
                    client.name(),
                    new TreeSet<>(client.scopes()),
                    ClientState.valueOf(client.state().name()),
                    client.proof().method(),
                    client.keys().map(ClientKeySet::toJson),
                    subject.apply(Kind.SUBJECT_DN),
                    subject.apply(Kind.SAN_DNS),
                    subject.apply(Kind.SAN_URI),
                    subject.apply(Kind.SAN_IP),
                    subject.apply(Kind.SAN_EMAIL),
                    client.proof().binding() == TokenBinding.CERTIFICATE,
                    secret);
        }

        @Override
        public String toString() {
            return "ShownClient " + clientId;
        }
    }

    /** Lists clients. */
    @GET
    @Operation(operationId = "listClients", summary = "List machine clients")
    public Page<ShownClient> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return clients.list(PageRequest.parse(limit, cursor)).map(ShownClient::of);
    }

    /** Shows a client. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "showClient", summary = "Show a machine client")
    public ShownClient show(@PathParam("id") String id) {
        return ShownClient.of(administer.find(id));
    }

    /** Adds a client; the answer holds its secret, if it has one. */
    @POST
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT})
    @APIResponseSchema(value = ShownClient.class, responseCode = "201")
    @Operation(operationId = "addClient", summary = "Add a machine client; the answer holds its secret, once")
    public Response add(NewClient added) {
        MachineClient client = new MachineClient(
                ids.make("mch"),
                required(added.name(), "/name"),
                required(added.scopes(), "/scopes"),
                AccountState.ACTIVE,
                added.proof().added());
        Optional<String> secret = administer.add(client);
        return Response.created(URI.create("/api/v1/clients/" + client.id()))
                .entity(ShownClient.of(client, secret))
                .build();
    }

    /** Changes a client. */
    @PATCH
    @Path("/{id}")
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "changeClient", summary = "Change, suspend or re-key a machine client")
    public ShownClient change(@PathParam("id") String id, ClientChange change) {
        MachineClient before = administer.find(id);
        MachineClient after = new MachineClient(
                id,
                change.name().orElse(before.name()),
                change.scopes().orElse(before.scopes()),
                change.state().map(state -> AccountState.valueOf(state.name())).orElse(before.state()),
                change.proof().changed(before.proof()));
        Optional<String> first = administer.change(after);
        Optional<String> secret =
                first.or(() -> change.newSecret().filter(wanted -> wanted).map(wanted -> administer.resetSecret(id)));
        return ShownClient.of(after, secret);
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                    .at(pointer, "required");
        }
        return value;
    }
}
