package dev.countersign.samples.phone;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.Inbox;
import dev.countersign.wallet.Wallet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Follows the inbox of every organisation, one thread each. */
final class Inboxes implements AutoCloseable {
    private final Wallet wallet;
    private final PhoneWallet phone;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();

    private record Followed(Inbox inbox, Thread thread) {}

    Inboxes(Wallet wallet, PhoneWallet phone) {
        this.wallet = wallet;
        this.phone = phone;
    }

    /** Begins to follow those that are not followed yet. */
    void followAll() {
        for (Enrolment enrolment : wallet.enrolments()) {
            followed.computeIfAbsent(enrolment.walletId(), id -> follow(enrolment));
        }
    }

    private Followed follow(Enrolment enrolment) {
        Inbox inbox = wallet.inbox(enrolment);
        Thread thread = new Thread(() -> inbox.follow(new Listening(enrolment)), "inbox-" + enrolment.walletId());
        thread.setDaemon(true);
        thread.start();
        return new Followed(inbox, thread);
    }

    private final class Listening implements Inbox.Listener {
        private final Enrolment enrolment;

        Listening(Enrolment enrolment) {
            this.enrolment = enrolment;
        }

        @Override
        public void connected() {
            phone.connected(enrolment.walletId());
        }

        @Override
        public void disconnected() {
            phone.disconnected(enrolment.walletId());
        }

        @Override
        public void received(InboxEvent event) {
            if (event instanceof InboxEvent.Challenge challenge) {
                phone.arrived(challenge.message(), PhoneEvent.Kind.INBOX);
            } else if (event instanceof InboxEvent.Closed closed) {
                phone.closed(closed);
            } else if (event instanceof InboxEvent.Receipt receipt) {
                phone.receiptIsThere(receipt.challenge());
            } else if (event instanceof InboxEvent.Message) {
                phone.messageIsThere();
            }
        }
    }

    @Override
    public void close() {
        followed.values().forEach(one -> {
            one.inbox().close();
            one.thread().interrupt();
        });
    }
}
