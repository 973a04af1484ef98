package dev.countersign.service.ciba;

import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that was accepted, as it lasts: what the client asked, and how it has asked for the outcome since.
 *
 * @param id our own name, {@code cib_...}; the {@code auth_req_id} is derived from it and not kept
 * @param conversation whether the interaction began with the request, and so ends with it
 * @param interval the time that the client must leave between two polls; grows when it does not
 * @param collectedAt when the tokens were given out: once
 */
public record BackchannelRequest(
        String id,
        String clientId,
        DeliveryMode mode,
        ChallengeId challenge,
        InteractionId interaction,
        Conversation conversation,
        CustomerId customer,
        Duration interval,
        Optional<Instant> lastPolledAt,
        Instant askedAt,
        Instant expiresAt,
        Optional<Instant> collectedAt) {
    /** Whose the interaction is. */
    public enum Conversation {
        /** It began with the request. */
        OWN,
        /** It was there before, or the platform has a name for it. */
        OTHERS
    }

    /** Returns this request after a poll. */
    public BackchannelRequest polled(Instant at, Duration nextInterval) {
        return new BackchannelRequest(
                id,
                clientId,
                mode,
                challenge,
                interaction,
                conversation,
                customer,
                nextInterval,
                Optional.of(at),
                askedAt,
                expiresAt,
                collectedAt);
    }

    @Override
    public String toString() {
        return "BackchannelRequest[" + id + "]";
    }
}
