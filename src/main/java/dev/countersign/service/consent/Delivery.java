package dev.countersign.service.consent;

import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.holder.WalletId;
import java.time.Instant;
import java.util.Optional;

/**
 * How a challenge stands on one of its ways.
 *
 * @param wallet whose way it is; empty for a text message
 * @param platform whose push service; empty on other channels
 */
public record Delivery(
        Optional<WalletId> wallet,
        DeliveryChannel channel,
        Optional<PushPlatform> platform,
        DeliveryState state,
        Instant changedAt) {

    /** A push to a wallet. */
    static Delivery push(WalletId wallet, PushPlatform platform, Instant at) {
        return new Delivery(Optional.of(wallet), DeliveryChannel.PUSH, Optional.of(platform), DeliveryState.QUEUED, at);
    }

    /** What lies in the inbox of a wallet. */
    static Delivery inbox(WalletId wallet, Instant at) {
        return new Delivery(Optional.of(wallet), DeliveryChannel.INBOX, Optional.empty(), DeliveryState.QUEUED, at);
    }

    /** A text message, as it went out or did not. */
    static Delivery textMessage(DeliveryState state, Instant at) {
        return new Delivery(Optional.empty(), DeliveryChannel.TEXT_MESSAGE, Optional.empty(), state, at);
    }

    /** Returns the same way, further on. */
    Delivery now(DeliveryState further, Instant at) {
        return new Delivery(wallet, channel, platform, further, at);
    }
}
