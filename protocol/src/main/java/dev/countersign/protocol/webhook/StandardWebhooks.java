package dev.countersign.protocol.webhook;

import java.time.Duration;

/** Names of Standard Webhooks 1.0.0, https://www.standardwebhooks.com/. */
public final class StandardWebhooks {
    /** Identifies the message, over all attempts. */
    public static final String ID = "webhook-id";

    /** When this attempt was made, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** Signatures, separated by spaces. */
    public static final String SIGNATURE = "webhook-signature";

    /** How far a receiver's clock and a sender's may be apart; at exactly that distance a message is still accepted. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    static final String SYMMETRIC = "v1";
    static final String ASYMMETRIC = "v1a";

    private StandardWebhooks() {}
}
