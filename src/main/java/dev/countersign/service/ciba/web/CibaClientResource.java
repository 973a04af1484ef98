package dev.countersign.service.ciba.web;

import com.nimbusds.jose.JWSAlgorithm;
import dev.countersign.service.access.Roles;
import dev.countersign.service.ciba.AdministerCibaClients;
import dev.countersign.service.ciba.CibaClient;
import dev.countersign.service.ciba.DeliveryMode;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How machine clients use CIBA, for administrators. */
@Path("/api/v1/clients/{id}/ciba")
@RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clients")
public class CibaClientResource {
    private final AdministerCibaClients administer;

    CibaClientResource(AdministerCibaClients administer) {
        this.administer = administer;
    }

    /**
     * A registration; the names of OpenID CIBA Core 1.0 section 4 where it has some.
     *
     * @param profile {@code plain} (default) or {@code fapi}
     * @param bindingMessageRequired by default for FAPI clients
     * @param purposes what it may ask for; the first is meant when a request names none
     */
    @Schema(
            name = "CibaRegistration",
            description =
                    "How a machine client uses CIBA; the names of OpenID CIBA Core 1.0 section 4 where it has some")
    public record Registration(
            @Schema(
                    enumeration = {"poll", "ping", "push"},
                    required = true)
            @Nullable
            String backchannelTokenDeliveryMode,

            @Schema(description = "https; with ping and push", format = "uri") @Nullable
            String backchannelClientNotificationEndpoint,

            @Schema(description = "Requests must be signed with it") @Nullable
            String backchannelAuthenticationRequestSigningAlg,

            @Schema(description = "Whether it may send user codes") @Nullable
            Boolean backchannelUserCodeParameter,

            @Schema(
                    description = "plain when absent",
                    enumeration = {"plain", "fapi"})
            @Nullable
            String profile,

            @Schema(description = "true for FAPI clients when absent") @Nullable
            Boolean bindingMessageRequired,

            @Schema(description = "What it may ask for; the first is meant when a request names none") @Nullable
            List<String> purposes) {
        static Registration of(CibaClient client) {
            return new Registration(
                    client.mode().wireName(),
                    client.notificationEndpoint().map(URI::toString).orElse(null),
                    client.requestSigning().map(JWSAlgorithm::getName).orElse(null),
                    client.has(CibaClient.Option.USER_CODE),
                    client.profile().name().toLowerCase(Locale.ROOT),
                    client.has(CibaClient.Option.BINDING_MESSAGE_REQUIRED),
                    client.purposes().stream().map(PurposeName::value).toList());
        }
    }

    /** Shows the registration. */
    @GET
    @Operation(operationId = "showCibaRegistration", summary = "Show how a machine client uses CIBA")
    public Registration show(@PathParam("id") String id) {
        return Registration.of(administer.find(id));
    }

    /** Registers the client. */
    @PUT
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(operationId = "registerForCiba", summary = "Let a machine client ask by CIBA, or change how")
    public Registration register(@PathParam("id") String id, Registration body) {
        CibaClient client = new CibaClient(
                id,
                DeliveryMode.of(String.valueOf(body.backchannelTokenDeliveryMode()))
                        .orElseThrow(() -> malformed("/backchannel_token_delivery_mode", "poll, ping or push")),
                Optional.ofNullable(body.backchannelClientNotificationEndpoint())
                        .map(CibaClientResource::endpoint),
                Optional.ofNullable(body.backchannelAuthenticationRequestSigningAlg())
                        .map(JWSAlgorithm::parse),
                profile(body),
                options(body),
                Optional.ofNullable(body.purposes()).orElse(List.of()).stream()
                        .map(CibaClientResource::purpose)
                        .toList());
        administer.register(client);
        return Registration.of(client);
    }

    /** Ends it. */
    @DELETE
    @Operation(operationId = "removeFromCiba", summary = "Take CIBA away from a machine client")
    public void remove(@PathParam("id") String id) {
        administer.remove(id);
    }

    private static CibaClient.Profile profile(Registration body) {
        return switch (body.profile() == null ? "plain" : body.profile()) {
            case "plain" -> CibaClient.Profile.PLAIN;
            case "fapi" -> CibaClient.Profile.FAPI;
            default -> throw malformed("/profile", "plain or fapi");
        };
    }

    private static Set<CibaClient.Option> options(Registration body) {
        Set<CibaClient.Option> options = EnumSet.noneOf(CibaClient.Option.class);
        if (Boolean.TRUE.equals(body.backchannelUserCodeParameter())) {
            options.add(CibaClient.Option.USER_CODE);
        }
        boolean fapi = profile(body) == CibaClient.Profile.FAPI;
        if (body.bindingMessageRequired() == null ? fapi : body.bindingMessageRequired()) {
            options.add(CibaClient.Option.BINDING_MESSAGE_REQUIRED);
        }
        return options;
    }

    private static URI endpoint(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw malformed("/backchannel_client_notification_endpoint", "a URL");
        }
    }

    private static PurposeName purpose(@Nullable String name) {
        try {
            return new PurposeName(String.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw malformed("/purposes", "names of purposes");
        }
    }

    private static Problem malformed(String pointer, String expected) {
        return new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                .at(pointer, "expected: " + expected);
    }
}
