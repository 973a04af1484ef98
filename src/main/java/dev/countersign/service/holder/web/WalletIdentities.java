package dev.countersign.service.holder.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.AuthenticateWallet;
import dev.countersign.service.holder.AuthenticateWallet.SignedIn;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the identity of a wallet: the role {@code wallet}, a name such as {@code wallet:wal_...}, and the wallet itself. */
@ApplicationScoped
class WalletIdentities implements IdentityProvider<WalletSignIn> {
    static final String SIGNED_IN = "countersign.wallet";

    private final AuthenticateWallet wallets;

    WalletIdentities(AuthenticateWallet wallets) {
        this.wallets = wallets;
    }

    @Override
    public Class<WalletSignIn> getRequestType() {
        return WalletSignIn.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(WalletSignIn signIn, AuthenticationRequestContext context) {
        return context.runBlocking(() -> wallets.authenticate(signIn.proof(), signIn.request())
                .fold(
                        verified -> identity(verified.value()),
                        refused -> {
                            throw new AuthenticationFailedException(
                                    refused.reason().wireName() + ": " + refused.detail());
                        },
                        undecided -> {
                            throw new IllegalStateException("a proof depends on nothing else");
                        }));
    }

    private static SecurityIdentity identity(SignedIn signedIn) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("wallet:" + signedIn.wallet().id()))
                .addRole(Roles.WALLET)
                .addAttribute(SIGNED_IN, signedIn)
                .build();
    }
}
