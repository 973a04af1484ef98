package dev.countersign.service.holder;

import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Takes a wallet off the customer: its key means nothing any more, and its phone is not pushed. */
@ApplicationScoped
public class RemoveWallet {
    private final Wallets wallets;
    private final PhoneSubscriptions subscriptions;
    private final PushOutbox outbox;
    private final InboxNotice notice;

    RemoveWallet(Wallets wallets, PhoneSubscriptions subscriptions, PushOutbox outbox, InboxNotice notice) {
        this.wallets = wallets;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.notice = notice;
    }

    /** Removes the wallet; to do it again does no harm. */
    @Transactional
    public void remove(Wallet wallet) {
        wallets.remove(wallet.id());
        subscriptions.remove(wallet.id().phone());
        outbox.removeAll(wallet.id().phone());
        notice.signedOut(wallet.id());
    }
}
