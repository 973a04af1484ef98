package dev.countersign.service.statuslist;

/** What came of changing a status. */
public enum StatusChange {
    /** It stands so now. */
    CHANGED,
    /** It was revoked before, and a revocation is for good. */
    REVOKED_FOR_GOOD,
    /** No such place was ever given out by us. */
    UNKNOWN
}
