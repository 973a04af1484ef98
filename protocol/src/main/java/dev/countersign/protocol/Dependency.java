package dev.countersign.protocol;

import java.util.Locale;

/** What a judgement waits for when it is {@link Verification.Undecided}. */
public enum Dependency {
    /** The keys or metadata of an issuer. */
    ISSUER_KEYS,
    /** A status list. */
    STATUS_LIST,
    /** A DID document. */
    DID_DOCUMENT,
    /** The registry of whom we trust. */
    TRUST_REGISTRY,
    /** The InteractionLog, or another transparency log. */
    LOG;

    /** Returns the name as it stands in JSON: lower case with hyphens, as in {@code status-list}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
