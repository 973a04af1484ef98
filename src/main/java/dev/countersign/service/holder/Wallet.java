package dev.countersign.service.holder;

import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.wallet.Platform;
import java.time.Instant;

/**
 * One enrolled app on one device.
 *
 * @param holderKey the key that signs every request of the wallet; no two wallets have the same
 */
public record Wallet(
        WalletId id,
        CustomerId customer,
        Platform platform,
        PublicJwk holderKey,
        WalletState state,
        Instant enrolledAt) {

    /** Returns whether the wallet may be used. */
    public boolean active() {
        return state == WalletState.ACTIVE;
    }

    @Override
    public String toString() {
        return "Wallet[" + id + ", " + state + "]";
    }
}
