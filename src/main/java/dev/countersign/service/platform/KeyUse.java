package dev.countersign.service.platform;

import java.util.Locale;

/** What one of the organisation's keys is for. A key serves one use only, so that no signature can pass for another. */
public enum KeyUse {
    /** Signs credentials. */
    ISSUER,
    /** Signs request objects. */
    VERIFIER,
    /** Signs status list tokens. */
    STATUS_LIST,
    /** Signs what customers keep: consent receipts, and messages to their wallets; {@code typ} tells which it is. */
    RECEIPT,
    /** Signs access tokens. */
    TOKEN,
    /** Names us to push services (RFC 8292). */
    VAPID;

    /** Returns the name under which it is kept. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
