package dev.countersign.protocol.log;

import java.util.Locale;
import java.util.Optional;

/** What an entry of the InteractionLog is about. Numbers are for ever: add, never renumber, never reuse. */
public enum EntryType {
    /** An interaction began. */
    INTERACTION_OPENED(1),
    /** An interaction ended. */
    INTERACTION_CLOSED(2),
    /** An agent took part from now on. */
    AGENT_JOINED(3),
    /** An agent took part no longer. */
    AGENT_LEFT(4),
    /** A message between organisation and customer became part of an interaction. */
    MESSAGE_ADDED(5),
    /** An e-mail became part of an interaction. */
    EMAIL_ADDED(6),
    /** A recording, transcript or attachment became part of an interaction. */
    RECORDING_ADDED(7),
    /** A contact-centre platform reported an event of an interaction. */
    EVENT_ADDED(8),
    /** The organisation asked a holder for consent. */
    CHALLENGE_ASKED(9),
    /** A wallet has what was asked. */
    CHALLENGE_DELIVERED(10),
    /** A wallet answered. */
    CHALLENGE_ANSWERED(11),
    /** How an answer was judged, or that there was none. */
    VERDICT(12),
    /** Somebody looked at a verified identity, or a value of it. */
    IDENTITY_VIEWED(13),
    /** A receipt of what was asked and answered. */
    CONSENT_RECEIPT(14),
    /** A holder withdrew a consent. */
    CONSENT_WITHDRAWN(15),
    /** A rule of the organisation decided something. */
    RULE_DECIDED(16),
    /** Somebody judged an interaction afterwards. */
    FEEDBACK_GIVEN(17),
    /** Personal data was erased: the keys of earlier entries' records are gone. */
    DATA_ERASED(18),
    /** Somebody asked to read a recording, transcript or attachment, was allowed to, or read it. */
    CONTENT_READ(19),
    /** The organisation sent a message that only the customer's wallets can read. */
    MESSAGE_SENT(20),
    /** A recording, transcript or attachment was deleted. */
    CONTENT_DELETED(21);

    private final byte number;

    EntryType(int number) {
        this.number = (byte) number;
    }

    /** Returns the number that stands in an entry. */
    public byte number() {
        return number;
    }

    /** Returns the type that this number stands for, if it is one that we know. */
    public static Optional<EntryType> of(byte number) {
        for (EntryType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the type of this name, if it is one that we know. */
    public static Optional<EntryType> named(String wireName) {
        for (EntryType type : values()) {
            if (type.wireName().equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the name as it stands in JSON: lower case with underscores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
