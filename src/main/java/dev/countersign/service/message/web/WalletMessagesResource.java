package dev.countersign.service.message.web;

import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.wallet.MessagePage;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.CurrentWallet;
import dev.countersign.service.message.Messages;
import dev.countersign.service.message.ReadMessages;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/wallet/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Wallet")
@Blocking
class WalletMessagesResource {
    private final ReadMessages readMessages;
    private final CurrentWallet current;

    WalletMessagesResource(ReadMessages readMessages, CurrentWallet current) {
        this.readMessages = readMessages;
        this.current = current;
    }

    @GET
    @RolesAllowed(Roles.WALLET)
    @Operation(summary = "This wallet's messages, encrypted to its key, newest first")
    public Response messages(@QueryParam("cursor") @Nullable String cursor) {
        Page<Messages.Received> page =
                readMessages.list(current.wallet().id(), PageRequest.parse(MessagePage.MAX_ITEMS, cursor));
        Page<MessagePage.Item> items = page.map(received -> new MessagePage.Item(
                received.copy().sealed(),
                received.message().record(),
                received.message().salt(),
                received.copy().readAt().isPresent()));
        return Response.ok(new MessagePage(items.items(), items.nextCursor()).toJson())
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("/{message}/read")
    @RolesAllowed(Roles.WALLET)
    @Operation(summary = "The Holder has read it")
    public Response read(@PathParam("message") String message) {
        readMessages.read(current.wallet().id(), MessageResource.id(message));
        return Response.noContent().build();
    }

    @GET
    @Path("/{message}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed(Roles.WALLET)
    @Operation(summary = "That the sending is in the log: a C2SP tlog-proof; 404 until a checkpoint covers it")
    public Response proof(@PathParam("message") String message) {
        TlogProof proof = readMessages
                .prove(current.wallet().id(), MessageResource.id(message))
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "The message's entry waits for its place in the log. Ask again."));
        return Response.ok(proof.bytes(), "text/plain; charset=utf-8")
                .header("Cache-Control", "no-store")
                .build();
    }
}
