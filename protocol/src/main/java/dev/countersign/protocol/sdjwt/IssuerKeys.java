package dev.countersign.protocol.sdjwt;

import java.security.PublicKey;
import java.time.Duration;

/**
 * The keys of issuers that somebody trusts (RFC 9901 section 7.1 step 2.c, SD-JWT VC section 3.5).
 *
 * <p>An implementation decides by its own policy, never by the credential, how an issuer's keys are found (metadata,
 * certificate chain, DID), and returns a key only when it belongs to the issuer that is named and that issuer may issue
 * this type. It answers within seconds and does not throw when a host does not answer.
 */
public interface IssuerKeys {

    /** Returns the key that must have signed. */
    Lookup find(IssuerKeyQuery query);

    /** What is known of a key. */
    sealed interface Lookup {}

    /** The issuer is trusted for this type and this is its key. */
    record Found(PublicKey key) implements Lookup {}

    /** The issuer is trusted, and has no such key. */
    record Unknown() implements Lookup {}

    /** The issuer is not trusted, or not for this type. */
    record Untrusted() implements Lookup {}

    /**
     * It cannot be known now.
     *
     * @param retryAfter when asking again makes sense
     */
    record Unavailable(Duration retryAfter) implements Lookup {}
}
