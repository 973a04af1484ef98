package dev.countersign.service.holder.web;

import dev.countersign.service.holder.AuthenticateWallet.SignedIn;
import dev.countersign.service.holder.CurrentWallet;
import dev.countersign.service.holder.Wallet;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The wallet that the request's proof named. */
@RequestScoped
class IdentityCurrentWallet implements CurrentWallet {
    private final SecurityIdentity identity;

    IdentityCurrentWallet(SecurityIdentity identity) {
        this.identity = identity;
    }

    @Override
    public Wallet wallet() {
        SignedIn signedIn = identity.getAttribute(WalletIdentities.SIGNED_IN);
        if (signedIn == null) {
            throw new IllegalStateException("no wallet signed in (expected: the endpoint demands the role wallet)");
        }
        return signedIn.wallet();
    }
}
