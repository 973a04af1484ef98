package dev.countersign.service.consent.web;

import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.wallet.ReceiptPage;
import dev.countersign.service.consent.Receipts;
import dev.countersign.service.consent.StoredReceipt;
import dev.countersign.service.holder.CurrentWallet;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.ledger.ProveEntry;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/wallet/v1/receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Wallet")
@Blocking
class WalletReceiptsResource {
    private final Receipts receipts;
    private final ProveEntry proveEntry;
    private final CurrentWallet currentWallet;

    WalletReceiptsResource(Receipts receipts, ProveEntry proveEntry, CurrentWallet currentWallet) {
        this.receipts = receipts;
        this.proveEntry = proveEntry;
        this.currentWallet = currentWallet;
    }

    @GET
    @RolesAllowed("wallet")
    @Operation(summary = "The customer's receipts, newest first")
    public Response receipts(
            @QueryParam("challenge") @Nullable String challenge, @QueryParam("cursor") @Nullable String cursor) {
        Wallet wallet = currentWallet.wallet();
        Page<StoredReceipt> found = challenge == null
                ? receipts.of(wallet.customer(), PageRequest.parse(null, cursor))
                : new Page<>(
                        receipts.find(ChallengeResource.id(challenge))
                                .filter(receipt -> receipt.customer().equals(wallet.customer()))
                                .map(List::of)
                                .orElse(List.of()),
                        Optional.empty());
        Page<ReceiptPage.Item> shown =
                found.map(receipt -> new ReceiptPage.Item(receipt.challenge().value(), receipt.receipt()));
        return Response.ok(new ReceiptPage(shown.items(), shown.nextCursor()).toJson())
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("/{receipt}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed("wallet")
    @Operation(summary = "That the receipt's entry is in the log: a C2SP tlog-proof; 404 until a checkpoint covers it")
    public Response proof(@PathParam("receipt") String receipt) {
        EntryId entry = receipts.withId(receipt)
                .filter(found -> found.customer().equals(currentWallet.wallet().customer()))
                .map(StoredReceipt::entry)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such receipt."));
        TlogProof proof = proveEntry
                .prove(entry)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "The receipt's entry waits for its place in the log. Ask again."));
        return Response.ok(proof.bytes(), "text/plain; charset=utf-8")
                .header("Cache-Control", "no-store")
                .build();
    }
}
