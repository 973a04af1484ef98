package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.transaction.TransactionType;
import java.util.List;

/**
 * What a wallet puts up with. The start is strict: https everywhere, OpenID4VP 1.0, no transaction data.
 *
 * @param profile which rules beyond the standard apply
 * @param transport whether plain http on a loopback host is taken
 * @param transactionTypes the types of transaction data that the wallet can show; a request with another is refused
 *     whole
 */
public record RequestPolicy(Profile profile, TransportRule transport, List<TransactionType> transactionTypes) {

    /** Rule sets. */
    public enum Profile {
        /** OpenID4VP 1.0 alone. */
        OPENID4VP,
        /** And HAIP 1.0: signed by certificate hash, by reference, encrypted answers. */
        HAIP
    }

    /** Which URIs are taken. */
    public enum TransportRule {
        /** https only. */
        HTTPS_ONLY,
        /** http on localhost too, for development on one machine. */
        LOOPBACK_HTTP_ALLOWED
    }

    /** Copies the list. */
    public RequestPolicy {
        transactionTypes = List.copyOf(transactionTypes);
    }

    /** Returns the strict policy of OpenID4VP 1.0. */
    public static RequestPolicy strict() {
        return new RequestPolicy(Profile.OPENID4VP, TransportRule.HTTPS_ONLY, List.of());
    }

    /** Returns the strict policy of HAIP 1.0. */
    public static RequestPolicy haip() {
        return new RequestPolicy(Profile.HAIP, TransportRule.HTTPS_ONLY, List.of());
    }

    /** Returns the same policy for development: plain http on a loopback host is taken. */
    public RequestPolicy allowingLoopbackHttp() {
        return new RequestPolicy(profile, TransportRule.LOOPBACK_HTTP_ALLOWED, transactionTypes);
    }

    /** Returns the same policy for a wallet that can show these types of transaction data. */
    public RequestPolicy showing(List<TransactionType> transactionTypes) {
        return new RequestPolicy(profile, transport, transactionTypes);
    }
}
