package dev.countersign.service.consent.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.service.consent.DeliveryChannel;
import dev.countersign.service.consent.NoteArrival;
import dev.countersign.service.consent.RefuseChallenge;
import dev.countersign.service.consent.WithdrawConsent;
import dev.countersign.service.holder.CurrentWallet;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/wallet/v1/challenges/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("wallet")
@Tag(name = "Wallet")
@Blocking
class WalletChallengeResource {
    private final NoteArrival noteArrival;
    private final RefuseChallenge refuseChallenge;
    private final WithdrawConsent withdrawConsent;
    private final CurrentWallet currentWallet;

    WalletChallengeResource(
            NoteArrival noteArrival,
            RefuseChallenge refuseChallenge,
            WithdrawConsent withdrawConsent,
            CurrentWallet currentWallet) {
        this.noteArrival = noteArrival;
        this.refuseChallenge = refuseChallenge;
        this.withdrawConsent = withdrawConsent;
        this.currentWallet = currentWallet;
    }

    @POST
    @Path("/delivered")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("wallet")
    @Operation(summary = "The challenge reached this wallet, by push or by inbox")
    public Response delivered(@PathParam("id") String id, byte[] body) {
        DeliveryChannel channel =
                switch (Arrival.parse(Json.parseObject(body)).channel()) {
                    case PUSH -> DeliveryChannel.PUSH;
                    case INBOX -> DeliveryChannel.INBOX;
                };
        noteArrival.delivered(ChallengeResource.id(id), currentWallet.wallet(), channel);
        return Response.noContent().build();
    }

    @POST
    @Path("/opened")
    @RolesAllowed("wallet")
    @Operation(summary = "The customer sees the challenge")
    public Response opened(@PathParam("id") String id) {
        noteArrival.opened(ChallengeResource.id(id), currentWallet.wallet());
        return Response.noContent().build();
    }

    @POST
    @Path("/withdrawn")
    @RolesAllowed("wallet")
    @Operation(summary = "The customer takes a consent back: what was shared is erased")
    public Response withdrawn(@PathParam("id") String id) {
        withdrawConsent.withdraw(
                ChallengeResource.id(id), currentWallet.wallet().customer());
        return Response.noContent().build();
    }

    @POST
    @Path("/declined")
    @RolesAllowed("wallet")
    @Operation(summary = "The customer says no")
    public Response declined(@PathParam("id") String id) {
        refuseChallenge.declined(ChallengeResource.id(id), currentWallet.wallet());
        return Response.noContent().build();
    }

    @POST
    @Path("/reported")
    @RolesAllowed("wallet")
    @Operation(summary = "The customer says: I am not on this call")
    public Response reported(@PathParam("id") String id) {
        refuseChallenge.reported(ChallengeResource.id(id), currentWallet.wallet());
        return Response.noContent().build();
    }
}
