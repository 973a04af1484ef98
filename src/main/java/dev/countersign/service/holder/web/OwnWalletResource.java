package dev.countersign.service.holder.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.wallet.PushSubscription;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.ChangeMessageKey;
import dev.countersign.service.holder.ChangePushSubscription;
import dev.countersign.service.holder.CurrentWallet;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a wallet manages itself, and whom it belongs to. */
@Path("/wallet/v1")
@Tag(name = "Wallet")
public class OwnWalletResource {
    private final CurrentWallet current;
    private final ChangePushSubscription push;
    private final ChangeMessageKey messageKey;
    private final OrganisationFace organisation;

    OwnWalletResource(
            CurrentWallet current,
            ChangePushSubscription push,
            ChangeMessageKey messageKey,
            OrganisationFace organisation) {
        this.current = current;
        this.push = push;
        this.messageKey = messageKey;
        this.organisation = organisation;
    }

    @GET
    @Path("/organisation")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The organisation", description = "Public, and not signed: pin it at enrolment.")
    public byte[] organisation() {
        return Json.print(organisation.profile().toJson());
    }

    @PUT
    @Path("/push_subscription")
    @RolesAllowed(Roles.WALLET)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Set where this wallet is pushed")
    public Response subscribe(byte[] body) {
        push.set(current.wallet(), PushSubscription.parse(Json.parseObject(body)));
        return Response.noContent().build();
    }

    @PUT
    @Path("/message_key")
    @RolesAllowed(Roles.WALLET)
    @Consumes(MediaType.APPLICATION_JSON)
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(
            summary = "Set the key to which messages for this wallet are encrypted",
            description = "{\"jwk\": ...}: P-256, for ECDH-ES alone; never the holder key.")
    public Response messageKey(byte[] body) {
        JsonMembers members = JsonMembers.of(Json.parseObject(body), "Countersign wallet: message key")
                .only("jwk");
        messageKey.set(
                current.wallet(), RecipientKey.parse(members.object("jwk").json()));
        return Response.noContent().build();
    }

    @DELETE
    @Path("/push_subscription")
    @RolesAllowed(Roles.WALLET)
    @Operation(summary = "Stop pushing this wallet")
    public Response unsubscribe() {
        push.remove(current.wallet());
        return Response.noContent().build();
    }
}
