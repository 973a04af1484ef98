package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;

/** How consent is tied to this conversation, so that it comes from the person on the line. */
public enum CallBinding {
    /** The agent says a two-digit number, the customer types it in the wallet. */
    NUMBER_ENTRY,
    /** After the answer the customer reads a code to the agent, who types it. */
    READ_BACK,
    /** Both see the same code and compare. */
    DISPLAY,
    /** Nothing ties them: for what happens outside a conversation. */
    NONE;

    /** Claim of the key binding JWT that carries the number the customer typed: a string of two digits. */
    public static final String NUMBER_CLAIM = "countersign_number";

    /** Returns the name as it stands in JSON, as in {@code number_entry}. */
    public String wireName() {
        return WireNames.of(this);
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such name
     */
    public static CallBinding parse(String wireName) {
        return WireNames.parse(CallBinding.class, wireName);
    }
}
