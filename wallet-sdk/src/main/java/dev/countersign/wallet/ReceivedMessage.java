package dev.countersign.wallet;

import dev.countersign.protocol.wallet.MessagePage;
import java.time.Instant;

/** A message as an organisation has it for this wallet: encrypted, and nothing about it is verified. */
public final class ReceivedMessage {
    private final Enrolment enrolment;
    private final MessagePage.Item item;

    ReceivedMessage(Enrolment enrolment, MessagePage.Item item) {
        this.enrolment = enrolment;
        this.item = item;
    }

    /** Returns its name as the organisation says: {@code msg_...}. */
    public String id() {
        return item.record().message();
    }

    /** Returns who says that it sent it. */
    public Organisation organisation() {
        return enrolment.organisation();
    }

    /** Returns when it was sent, as the organisation says. */
    public Instant sentAt() {
        return item.record().sentAt();
    }

    /** Returns whether this wallet told the organisation that it was read. */
    public boolean read() {
        return item.read();
    }

    Enrolment enrolment() {
        return enrolment;
    }

    MessagePage.Item item() {
        return item;
    }

    @Override
    public String toString() {
        return "ReceivedMessage[" + id() + "]";
    }
}
