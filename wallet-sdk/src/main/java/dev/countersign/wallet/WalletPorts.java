package dev.countersign.wallet;

import dev.countersign.protocol.wallet.Platform;
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
    private final Platform platform;

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
        this.platform = Platform.JVM;
    }

    private WalletPorts(WalletPorts same, Platform platform) {
        this.keys = same.keys;
        this.credentials = same.credentials;
        this.enrolments = same.enrolments;
        this.records = same.records;
        this.transport = same.transport;
        this.trust = same.trust;
        this.clock = same.clock;
        this.platform = platform;
    }

    /** Returns the same ports on another platform than a JVM; organisations are told at enrolment. */
    public WalletPorts on(Platform other) {
        return new WalletPorts(this, other);
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

    Platform platform() {
        return platform;
    }
}
