package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.log.EntryType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a contact-centre platform, a mail server or a chat says that happened in an interaction.
 *
 * @param pointer where it stands in the request (RFC 6901)
 * @param name how its source knows it
 * @param at when it happened, as the source says
 * @param data what happened, in the source's words; may be personal
 */
public record PlatformEvent(String pointer, Name name, Kind kind, Instant at, ObjectNode data) {
    public PlatformEvent {
        data = data.deepCopy();
    }

    /**
     * How a source knows an event.
     *
     * @param source names the platform, such as {@code genesys-eu}
     * @param id the platform's own, unique in it for one interaction
     */
    public record Name(String source, String id) {
        /** Tells the source only: ids may say whose they are. */
        @Override
        public String toString() {
            return "Name[" + source + "]";
        }
    }

    /** What kinds there are. */
    public enum Kind {
        /** A call began. */
        CALL_STARTED(EntryType.EVENT_ADDED),
        /** A call went to somebody else. */
        CALL_TRANSFERRED(EntryType.EVENT_ADDED),
        /** A call ended. */
        CALL_ENDED(EntryType.EVENT_ADDED),
        /** Somebody wrote in a chat. */
        MESSAGE(EntryType.MESSAGE_ADDED),
        /** An e-mail was sent or came. */
        EMAIL(EntryType.EMAIL_ADDED),
        /** A video began, ended or changed. */
        VIDEO(EntryType.EVENT_ADDED),
        /** Somebody noted something. */
        NOTE(EntryType.EVENT_ADDED);

        private final EntryType entryType;

        Kind(EntryType entryType) {
            this.entryType = entryType;
        }

        /** Returns what the log calls it. */
        public EntryType entryType() {
            return entryType;
        }

        /** Returns the name in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Finds a kind by its name in JSON. */
        public static Optional<Kind> named(String name) {
            for (Kind kind : values()) {
                if (kind.wireName().equals(name)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Tells the kind only. */
    @Override
    public String toString() {
        return "PlatformEvent[" + kind.wireName() + "]";
    }
}
