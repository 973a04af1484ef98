package dev.countersign.service.portal;

import java.util.Optional;

/**
 * Somebody of the bank, as a customer may know them.
 *
 * @param name what they are shown as; absent when they are not known any more
 */
public record Viewer(Kind kind, Optional<String> name) {
    /** What looked. */
    public enum Kind {
        /** A person at a desk. */
        PERSON,
        /** A system of the bank. */
        SYSTEM
    }
}
