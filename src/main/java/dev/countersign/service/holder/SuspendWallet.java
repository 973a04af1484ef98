package dev.countersign.service.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Suspends a wallet, or makes it active again. */
@ApplicationScoped
public class SuspendWallet {
    private final Wallets wallets;
    private final InboxNotice notice;

    SuspendWallet(Wallets wallets, InboxNotice notice) {
        this.wallets = wallets;
        this.notice = notice;
    }

    /** Refuses the wallet from now on; one that is suspended stays so. */
    @Transactional
    public void suspend(WalletId wallet) {
        if (wallets.move(wallet, WalletState.ACTIVE, WalletState.SUSPENDED)) {
            notice.signedOut(wallet);
        }
    }

    /** Accepts the wallet again; one that is active stays so. */
    @Transactional
    public void reinstate(WalletId wallet) {
        wallets.move(wallet, WalletState.SUSPENDED, WalletState.ACTIVE);
    }
}
