package dev.countersign.protocol.statuslist;

/** What a status list says of one credential (draft-ietf-oauth-status-list-20 section 7.1). */
public enum CredentialStatus {
    /** 0x00: holds, as far as the list is concerned; the credential's own expiry outranks it. */
    VALID(0),
    /** 0x01: revoked, annulled or recalled, for good. */
    INVALID(1),
    /** 0x02: does not hold for now. */
    SUSPENDED(2),
    /** Any other value: specific to an application, or reserved. Never to be read as valid. */
    OTHER(3);

    private final int value;

    CredentialStatus(int value) {
        this.value = value;
    }

    /** Returns the value as it stands in a list; for {@link #OTHER} the first application-specific one, 0x03. */
    public int value() {
        return value;
    }

    /** Returns what a value in a list means. */
    public static CredentialStatus of(int value) {
        return switch (value) {
            case 0 -> VALID;
            case 1 -> INVALID;
            case 2 -> SUSPENDED;
            default -> OTHER;
        };
    }
}
