package dev.countersign.wallet;

import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.protocol.wallet.Platform;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** What a wallet stands on. Every port is given; none has a default. */
public final class WalletPorts {
    private final HolderKeys keys;
    private final CredentialStore credentials;
    private final Enrolments enrolments;
    private final ConsentRecords records;
    private final KnownLogs logs;
    private final Transport transport;
    private final VerifierTrust trust;
    private final Clock clock;
    private final Platform platform;
    private final Optional<WitnessPolicy> witnesses;
    private final Optional<MessageKeys> messageKeys;

    /** Where a wallet keeps what must last. */
    public record Stores(
            HolderKeys keys,
            CredentialStore credentials,
            Enrolments enrolments,
            ConsentRecords records,
            KnownLogs logs) {}

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
        this.logs = stores.logs();
        this.transport = Objects.requireNonNull(transport);
        this.trust = Objects.requireNonNull(trust);
        this.clock = Objects.requireNonNull(clock);
        this.platform = Platform.JVM;
        this.witnesses = Optional.empty();
        this.messageKeys = Optional.empty();
    }

    private WalletPorts(WalletPorts same, Choices choices) {
        this.keys = same.keys;
        this.credentials = same.credentials;
        this.enrolments = same.enrolments;
        this.records = same.records;
        this.logs = same.logs;
        this.transport = same.transport;
        this.trust = same.trust;
        this.clock = same.clock;
        this.platform = choices.platform();
        this.witnesses = choices.witnesses();
        this.messageKeys = choices.messageKeys();
    }

    /** What has a default. */
    private record Choices(Platform platform, Optional<WitnessPolicy> witnesses, Optional<MessageKeys> messageKeys) {}

    /** Returns the same ports on another platform than a JVM; organisations are told at enrolment. */
    public WalletPorts on(Platform other) {
        return new WalletPorts(this, new Choices(other, witnesses, messageKeys));
    }

    /**
     * Returns the same ports with witnesses: a checkpoint of a log that the policy names counts only when as many of them saw it. Any
     * other log is trusted not to show this wallet another history than others; what it showed before it must keep to, always.
     */
    public WalletPorts witnessedBy(WitnessPolicy policy) {
        return new WalletPorts(this, new Choices(platform, Optional.of(policy), messageKeys));
    }

    /** Returns the same ports of a wallet that reads messages; without it organisations can send it none. */
    public WalletPorts readingMessages(MessageKeys store) {
        return new WalletPorts(this, new Choices(platform, witnesses, Optional.of(store)));
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

    KnownLogs logs() {
        return logs;
    }

    Optional<WitnessPolicy> witnesses() {
        return witnesses;
    }

    Optional<MessageKeys> messageKeys() {
        return messageKeys;
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
