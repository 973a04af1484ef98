package dev.countersign.service.push;

import dev.countersign.protocol.wallet.PushPlatform;
import java.util.Set;

/**
 * A way to reach phones.
 *
 * <p>One call is one attempt: it does not retry, except once with new credentials, is bounded in time (well below the
 * outbox's lease), and is made outside any transaction. Whatever the other side does is an outcome, not an exception.
 */
public interface PushSender {

    /** Returns the platforms that it reaches; none while it is not configured. */
    Set<PushPlatform> platforms();

    /** Hands the message over, encrypted for the subscriber alone. */
    PushAttempt push(PushSubscription to, ClaimedPush message);
}
