package dev.countersign.wallet;

import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.message.CustomerMessage;
import dev.countersign.protocol.message.MessageText;
import dev.countersign.protocol.message.SendingRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that this wallet opened, and that its organisation signed for this wallet. Only {@link Messages#open} makes one.
 *
 * <p>That its sending stands in the log is what {@link Messages#standing} shows.
 */
public final class OpenedMessage {
    private final ReceivedMessage received;
    private final CustomerMessage message;

    OpenedMessage(ReceivedMessage received, CustomerMessage message) {
        this.received = received;
        this.message = message;
    }

    /** Returns its name, {@code msg_...}. */
    public String id() {
        return message.content().id();
    }

    /** Returns who sent it. */
    public Organisation organisation() {
        return received.organisation();
    }

    /** Returns when the organisation signed it. */
    public Instant signedAt() {
        return message.content().issuedAt();
    }

    /** Returns what it says. */
    public MessageText words() {
        return message.content().words();
    }

    /** Returns the interaction of which it is a part, {@code int_...}. */
    public Optional<String> interaction() {
        return message.content().interaction();
    }

    /** Returns the record of its sending, which names this copy of it. */
    public SendingRecord record() {
        return received.item().record();
    }

    Enrolment enrolment() {
        return received.enrolment();
    }

    CustomerMessage message() {
        return message;
    }

    LogEntry entry() {
        return record().entry(received.item().salt());
    }

    @Override
    public String toString() {
        return "OpenedMessage[" + id() + "]";
    }
}
