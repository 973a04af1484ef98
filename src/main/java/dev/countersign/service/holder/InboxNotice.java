package dev.countersign.service.holder;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Events;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Tells open inboxes, on whichever node, that their wallet may not be used any more. */
@ApplicationScoped
public class InboxNotice {
    /** The type of the event after which an inbox is closed. */
    public static final String SIGNED_OUT = "signed_out";

    private final Events events;

    InboxNotice(Events events) {
        this.events = events;
    }

    @Transactional
    void signedOut(WalletId wallet) {
        events.publish(wallet.inboxTopic(), SIGNED_OUT, Json.object());
    }
}
