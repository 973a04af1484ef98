package dev.countersign.service.message;

import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.service.holder.WalletId;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as one wallet gets it.
 *
 * @param sealed encrypted to that wallet's key
 * @param deliveredAt when the wallet took it first
 * @param readAt when the wallet said that its Holder read it
 */
public record MessageCopy(
        WalletId wallet, SealedMessage sealed, Optional<Instant> deliveredAt, Optional<Instant> readAt) {

    /** Returns the copy of a wallet that has not taken it yet. */
    static MessageCopy sent(WalletId wallet, SealedMessage sealed) {
        return new MessageCopy(wallet, sealed, Optional.empty(), Optional.empty());
    }

    /** Returns how far it came: {@code sent}, {@code delivered} or {@code read}. */
    public String state() {
        return readAt.isPresent() ? "read" : deliveredAt.isPresent() ? "delivered" : "sent";
    }

    @Override
    public String toString() {
        return "MessageCopy[" + wallet + ", " + state() + "]";
    }
}
