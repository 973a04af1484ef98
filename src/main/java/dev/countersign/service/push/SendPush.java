package dev.countersign.service.push;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Sends a message to a phone.
 *
 * <p>The message is queued in the caller's transaction and tried at once after its commit, then again with back-off
 * until it expires. A phone without a subscription is reported as such, like every other outcome, to the
 * {@link DeliveryListener}s.
 */
@ApplicationScoped
public class SendPush {
    private final PushOutbox outbox;
    private final SortableIds ids;
    private final Clock clock;
    private final Event<PushQueued> queued;

    SendPush(PushOutbox outbox, SortableIds ids, Clock clock, Event<PushQueued> queued) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.queued = queued;
    }

    /** Queues the message; it is on its way when the transaction commits, and never was when it rolls back. */
    @Transactional
    public void send(PhoneId to, PushMessage message) {
        String id = ids.make("psh");
        String body = new String(Json.print(message.body()), StandardCharsets.UTF_8);
        outbox.add(
                new QueuedPush(id, to, message.kind(), body, message.expiresAt(), message.reference()),
                clock.instant());
        queued.fire(new PushQueued());
    }

    /** Drops what has this reference and was not handed over yet; what is being handed over just now may still arrive. */
    @Transactional
    public void drop(String reference) {
        outbox.drop(reference);
    }
}
