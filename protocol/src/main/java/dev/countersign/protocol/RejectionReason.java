package dev.countersign.protocol;

import java.util.Locale;

/** Why something presented was refused. Each edge maps every reason in one switch expression. */
public enum RejectionReason {
    /** The bytes are not the format they claim to be. */
    MALFORMED,
    /** The algorithm is not on the list, does not fit the key, or is {@code none}. */
    ALGORITHM_NOT_ALLOWED,
    /** A signature does not verify. */
    SIGNATURE_INVALID,
    /** The header's {@code typ} is not the one this place demands. */
    WRONG_TYPE,
    /** No key of this issuer has this name, or the key does not belong to the issuer. */
    ISSUER_KEY_UNKNOWN,
    /** Nobody said that this issuer may issue this type of credential. */
    ISSUER_NOT_TRUSTED,
    /** A certificate chain does not lead to an anchor, is not valid now, or does not name whom it should. */
    CERTIFICATE_INVALID,
    /** The digests or disclosures of an SD-JWT break a rule of RFC 9901. */
    DISCLOSURE_INVALID,
    /** Its time is over. */
    EXPIRED,
    /** Its time has not come, or it was issued in the future. */
    NOT_YET_VALID,
    /** Key binding is missing, or made with another key, or over other bytes. */
    HOLDER_BINDING_INVALID,
    /** The nonce is not that of this request. */
    WRONG_NONCE,
    /** Made for somebody else. */
    WRONG_AUDIENCE,
    /** The key binding was made too long ago or in the future. */
    STALE,
    /** A credential of another type or format than was asked for. */
    WRONG_CREDENTIAL_TYPE,
    /** The answer does not satisfy the query. */
    QUERY_NOT_SATISFIED,
    /** A claim that is required, or must never be selectively disclosable, is not where it belongs. */
    CLAIM_INVALID,
    /** Status INVALID: revoked for good. */
    REVOKED,
    /** Status SUSPENDED: not now. */
    SUSPENDED,
    /** The status statement itself is wrong: bad signature, other subject, index outside the list, unknown value. */
    STATUS_INVALID,
    /** What was signed is not the transaction that was asked for. */
    TRANSACTION_DATA_MISMATCH,
    /** An answer was in the clear, or encrypted otherwise than was demanded. */
    ENCRYPTION_INVALID,
    /** The parties do not agree who asks: client identifier, prefix, response URI. */
    CLIENT_INVALID,
    /** The same thing was presented before. */
    REPLAYED,
    /** A proof does not lead to the root of the log's tree. */
    NOT_IN_LOG,
    /** Fewer witnesses saw the log's checkpoint than the policy demands. */
    NOT_WITNESSED;

    /** Returns the name as it stands in JSON: lower case with hyphens, as in {@code wrong-nonce}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
