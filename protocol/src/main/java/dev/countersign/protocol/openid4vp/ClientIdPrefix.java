package dev.countersign.protocol.openid4vp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a client identifier says who the Verifier is (OpenID4VP 1.0 section 5.9.3). */
public enum ClientIdPrefix {
    /** The redirect or response URI itself; such a request is never signed. */
    REDIRECT_URI,
    /** A DID; the request is signed by one of its keys. */
    DECENTRALIZED_IDENTIFIER,
    /** The subject of an attestation that somebody issued to the Verifier. */
    VERIFIER_ATTESTATION,
    /** A DNS name of the leaf certificate. */
    X509_SAN_DNS,
    /** The hash of the leaf certificate. */
    X509_HASH,
    /** An OpenID Federation entity. */
    OPENID_FEDERATION,
    /** No prefix that the standard knows: whoever is registered under this name, or nobody. */
    PRE_REGISTERED;

    /** Returns the prefix without its colon; {@link #PRE_REGISTERED} has none on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ClientIdPrefix> of(String wireName) {
        return Arrays.stream(values())
                .filter(prefix -> prefix != PRE_REGISTERED && prefix.wireName().equals(wireName))
                .findFirst();
    }
}
