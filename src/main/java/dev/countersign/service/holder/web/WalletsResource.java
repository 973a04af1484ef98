package dev.countersign.service.holder.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.holder.RemoveWallet;
import dev.countersign.service.holder.SuspendWallet;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.holder.WalletState;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A customer's wallets, as the bank sees them. */
@Path("/api/v1/customers/{customer_number}/wallets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Wallets")
public class WalletsResource {
    private final NamedCustomer named;
    private final Wallets wallets;
    private final SuspendWallet suspend;
    private final RemoveWallet remove;

    WalletsResource(NamedCustomer named, Wallets wallets, SuspendWallet suspend, RemoveWallet remove) {
        this.named = named;
        this.wallets = wallets;
        this.suspend = suspend;
        this.remove = remove;
    }

    /** A wallet as the API shows it. */
    @Schema(name = "Wallet", description = "A customer's wallet, as the bank sees it")
    record WalletView(
            @Schema(description = "wal_...") String id,

            @Schema(enumeration = {"android", "ios", "jvm", "web"})
            String platform,

            @Schema(description = "How the customer calls the device")
            Optional<String> displayName,

            @Schema(enumeration = {"active", "suspended"}) String state,
            Instant enrolledAt) {
        @Override
        public String toString() {
            return "WalletView[" + id + "]";
        }
    }

    /** Body of {@code PATCH}. */
    @Schema(name = "WalletChange", description = "What changes of a wallet")
    record Change(
            @Schema(
                    enumeration = {"active", "suspended"},
                    required = true)
            @Nullable
            String state) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.SCOPE_CUSTOMERS})
    @Operation(operationId = "listWallets", summary = "List the wallets of a customer")
    public Page<WalletView> list(
            @PathParam("customer_number") String number,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return wallets.of(named.find(number).id(), PageRequest.parse(limit, cursor))
                .map(this::view);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Operation(operationId = "changeWallet", summary = "Suspend a wallet, or make it active again")
    public WalletView change(@PathParam("customer_number") String number, @PathParam("id") String id, Change body) {
        Wallet wallet = find(number, id);
        WalletState state = Member.required("/state", body.state(), WalletState::parse);
        switch (state) {
            case SUSPENDED -> suspend.suspend(wallet.id());
            case ACTIVE -> suspend.reinstate(wallet.id());
        }
        return view(find(number, id));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Operation(operationId = "removeWallet", summary = "Remove a wallet")
    public void remove(@PathParam("customer_number") String number, @PathParam("id") String id) {
        remove.remove(find(number, id));
    }

    private Wallet find(String number, String id) {
        Customer customer = named.find(number);
        return wallets.find(new WalletId(id))
                .filter(wallet -> wallet.customer().equals(customer.id()))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The customer has no such wallet."));
    }

    private WalletView view(Wallet wallet) {
        return new WalletView(
                wallet.id().value(),
                wallet.platform().wireName(),
                wallets.name(wallet.id()).map(DisplayName::value),
                wallet.state().wireName(),
                wallet.enrolledAt());
    }
}
