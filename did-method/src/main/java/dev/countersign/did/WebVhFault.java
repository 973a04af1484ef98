package dev.countersign.did;

/** Why a log of did:webvh is not believed. */
public enum WebVhFault {
    /** The log has no entries. */
    EMPTY_LOG,
    /** The log, or one line of it, is longer than the bound. */
    TOO_LARGE,
    /** A line is not a log entry. */
    MALFORMED_ENTRY,
    /** The version number is not the one after the former entry's: an entry is missing, twice, or in another's place. */
    VERSION_NUMBER,
    /** The entry, or the one before it, is not the one that was hashed. */
    ENTRY_HASH,
    /** The identifier is not the hash of the first entry. */
    SCID,
    /** The time is not ISO 8601 in UTC. */
    VERSION_TIME_FORMAT,
    /** The time is not after that of the former entry. */
    VERSION_TIME_ORDER,
    /** The time is more than five minutes ahead. */
    VERSION_TIME_FUTURE,
    /** The log follows another version of the specification. */
    METHOD_VERSION,
    /** A parameter that the specification does not know. */
    UNKNOWN_PARAMETER,
    /** A parameter has a value that it cannot have, is missing, or may not stand in this entry. */
    PARAMETER,
    /** The list of witnesses is none. */
    WITNESS_LIST,
    /** The proof is missing or not of the form that 1.0 knows. */
    PROOF_FORM,
    /** The proof is by a key that may not sign this entry. */
    KEY_NOT_AUTHORIZED,
    /** The signature is not the key's. */
    PROOF_SIGNATURE,
    /** The keys are not those that the former entry promised, or no new promise is made. */
    PRE_ROTATION,
    /** The document is about somebody else. */
    SUBJECT,
    /** The DID moved without leave, or without naming where it was. */
    PORTABILITY,
    /** An entry follows the one that gave up the DID. */
    AFTER_DEACTIVATION,
    /** The DID that was asked for is in none of the entries. */
    OTHER_DID,
    /** The file of witness proofs is none. */
    WITNESS_FILE,
    /** Fewer witnesses than the threshold approved an entry. */
    NOT_WITNESSED,
    /** Entries that were seen before are gone. */
    TRUNCATED,
    /** Another entry stands where one was seen before. */
    FORKED
}
