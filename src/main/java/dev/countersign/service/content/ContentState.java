package dev.countersign.service.content;

import java.util.Locale;

/** How far a content has come. */
public enum ContentState {
    /** Bytes are missing, and can be sent. */
    UPLOADING,
    /** All bytes are there; it never changes again. */
    COMPLETE,
    /** Nobody can read it any more. */
    ERASED;

    /** Returns the name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the state of this name. */
    public static ContentState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
