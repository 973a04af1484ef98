package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;

/** By what the organisation and the customer talk. */
public enum Channel {
    /** A telephone call. */
    VOICE,
    /** Text, live. */
    CHAT,
    /** A video call. */
    VIDEO,
    /** An e-mail thread. */
    EMAIL,
    /** Face to face. */
    BRANCH,
    /** The organisation's own page, on which the customer signs in: no conversation, and nobody at a desk. */
    WEBSITE;

    /** Returns the name as it stands in JSON, as in {@code voice}. */
    public String wireName() {
        return WireNames.of(this);
    }

    /** Returns whether organisation and customer talk with each other by it. */
    public boolean conversation() {
        return this != WEBSITE;
    }

    /**
     * Reads the name of a channel by which there are conversations.
     *
     * @throws MalformedInputException when it is the name of none
     */
    public static Channel parseConversation(String wireName) {
        Channel channel = parse(wireName);
        if (!channel.conversation()) {
            throw new MalformedInputException("channel: " + wireName + " (expected: one of a conversation)");
        }
        return channel;
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such name
     */
    public static Channel parse(String wireName) {
        return WireNames.parse(Channel.class, wireName);
    }
}
