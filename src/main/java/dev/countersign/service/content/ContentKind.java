package dev.countersign.service.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a content is to the conversation. */
public enum ContentKind {
    /** Sound or picture of the conversation. */
    RECORDING,
    /** What was said, in writing. */
    TRANSCRIPT,
    /** A file that somebody sent or showed. */
    ATTACHMENT;

    /** Returns the name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a kind by its name on the wire. */
    public static Optional<ContentKind> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
