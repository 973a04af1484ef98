package dev.countersign.service.ledger;

import java.util.Locale;

/** What an entry commits to. Names are stored for ever: add, never rename. */
public enum EntryType {
    /** A receipt of an approved, declined or reported challenge. */
    CONSENT_RECEIPT;

    /** Returns the stored name: lower case with underscores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
