package dev.countersign.wallet;

import java.util.List;
import java.util.Optional;

/** What came of accepting an offer. */
public sealed interface Received {
    /**
     * The credentials were verified and are kept.
     *
     * @param enrolment with the organisation, when it asked for one and it came about
     */
    record Added(List<StoredCredential> credentials, Optional<Enrolment> enrolment) implements Received {
        /** Copies the list. */
        public Added {
            credentials = List.copyOf(credentials);
        }
    }

    /** The issuer takes the offer no more, or the code that the Holder typed is wrong: it does not say which. */
    record GrantRefused() implements Received {}

    /**
     * The issuer did not issue, or what it issued is not what it offered. Nothing is kept.
     *
     * @param detail for developers
     */
    record Refused(String detail) implements Received {}

    /** The issuer does not answer; the offer may or may not be used up. */
    record Unreachable() implements Received {}
}
