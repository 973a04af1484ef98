package dev.countersign.service.push;

/**
 * Sends text messages through the organisation's own gateway.
 *
 * <p>One call is one attempt: it does not retry, is bounded in time, and is made outside any transaction.
 */
public interface TextMessageGateway {
    /** How an attempt ended. */
    enum Outcome {
        /** The gateway has it. */
        SENT,
        /** The gateway does not take it. */
        REFUSED,
        /** The gateway does not answer. */
        UNREACHABLE
    }

    /** Returns whether there is one. */
    boolean configured();

    /** Hands a message over. */
    Outcome send(TextMessage message);
}
