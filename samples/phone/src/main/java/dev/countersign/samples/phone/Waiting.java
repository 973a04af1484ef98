package dev.countersign.samples.phone;

import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.wallet.Organisation;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that came and was not opened yet. All of it is untrusted.
 *
 * @param organisation whose link it claims to be, when this wallet knows it
 */
record Waiting(
        String id,
        URI request,
        Optional<String> challenge,
        Optional<Organisation> organisation,
        Instant receivedAt,
        Instant expiresAt) {
    static Waiting of(String id, PushMessage message, Optional<Organisation> organisation, Instant now) {
        return new Waiting(id, message.request(), message.challenge(), organisation, now, message.expiresAt());
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
