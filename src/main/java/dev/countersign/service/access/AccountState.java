package dev.countersign.service.access;

/** Whether an account or client may be used. */
public enum AccountState {
    /** It may. */
    ACTIVE,
    /** It may not; everything it has done stays. */
    SUSPENDED
}
