package dev.countersign.wallet;

import java.time.Clock;
import java.util.Objects;

/** What a wallet stands on. Every port is given; none has a default. */
public final class WalletPorts {
    private final HolderKeys keys;
    private final CredentialStore credentials;
    private final Enrolments enrolments;
    private final ConsentRecords records;
    private final Transport transport;
    private final VerifierTrust trust;
    private final Clock clock;

    /** Where a wallet keeps what must last. */
    public record Stores(HolderKeys keys, CredentialStore credentials, Enrolments enrolments, ConsentRecords records) {}

    /**
     * Puts the ports together.
     *
     * @param trust whom the wallet answers; {@link Enrolments} is one that knows those it is enrolled with
     */
    public WalletPorts(Stores stores, Transport transport, VerifierTrust trust, Clock clock) {
        this.keys = stores.keys();
        this.credentials = stores.credentials();
        this.enrolments = stores.enrolments();
        this.records = stores.records();
        this.transport = Objects.requireNonNull(transport);
        this.trust = Objects.requireNonNull(trust);
        this.clock = Objects.requireNonNull(clock);
    }

    HolderKeys keys() {
        return keys;
    }

    CredentialStore credentials() {
        return credentials;
    }

    Enrolments enrolments() {
        return enrolments;
    }

    ConsentRecords records() {
        return records;
    }

    Transport transport() {
        return transport;
    }

    VerifierTrust trust() {
        return trust;
    }

    Clock clock() {
        return clock;
    }
}
