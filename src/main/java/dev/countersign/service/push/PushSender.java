package dev.countersign.service.push;

/**
 * A way to reach phones. Web Push is one; the platforms' own services fit the same form.
 *
 * <p>One call is one attempt: it does not retry, is bounded in time (well below the outbox's lease), and is made
 * outside any transaction. Whatever the other side does is an outcome, not an exception.
 */
public interface PushSender {

    /** Hands the message over, encrypted for the subscriber alone. */
    PushAttempt push(PushSubscription to, ClaimedPush message);
}
