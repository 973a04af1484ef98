package dev.countersign.service.holder;

import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Sets the key to which messages for a wallet are encrypted. What was encrypted to the one before stays so. */
@ApplicationScoped
public class ChangeMessageKey {
    private final Wallets wallets;

    ChangeMessageKey(Wallets wallets) {
        this.wallets = wallets;
    }

    /**
     * Sets it.
     *
     * @throws Problem invalid-value when it is the holder key: a key that signs must not decrypt as well
     */
    @Transactional
    public void set(Wallet wallet, RecipientKey key) {
        if (key.jwk().isSameKeyAs(wallet.holderKey())) {
            throw new Problem(ProblemType.INVALID_VALUE, "The holder key does not read messages.")
                    .because("message-key-is-holder-key");
        }
        wallets.setMessageKey(wallet.id(), key);
    }
}
