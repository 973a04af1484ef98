package dev.countersign.wallet;

import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import dev.countersign.wallet.jvm.FileConsentRecords;
import dev.countersign.wallet.jvm.FileCredentialStore;
import dev.countersign.wallet.jvm.FileEnrolments;
import dev.countersign.wallet.jvm.FileHolderKeys;
import dev.countersign.wallet.jvm.FileKnownLogs;
import dev.countersign.wallet.jvm.FileMessageKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The wallet of the tests, with the stores of a JVM. */
final class AliceWallet {
    private AliceWallet() {}

    static Wallet in(Path directory, Transport network, Clock clock) {
        return Wallet.on(ports(directory, network, clock));
    }

    static Wallet in(Path directory, Transport network, Clock clock, WitnessPolicy witnesses) {
        return Wallet.on(ports(directory, network, clock).witnessedBy(witnesses));
    }

    static Wallet readingMessages(Path directory, Transport network, Clock clock) {
        return Wallet.on(ports(directory, network, clock)
                .readingMessages(new FileMessageKeys(EncryptedDirectory.open(directory))));
    }

    private static WalletPorts ports(Path directory, Transport network, Clock clock) {
        EncryptedDirectory encrypted = EncryptedDirectory.open(directory);
        FileEnrolments enrolments = new FileEnrolments(encrypted);
        return new WalletPorts(
                new WalletPorts.Stores(
                        new FileHolderKeys(encrypted),
                        new FileCredentialStore(encrypted),
                        enrolments,
                        new FileConsentRecords(encrypted),
                        new FileKnownLogs(encrypted)),
                network,
                enrolments,
                clock);
    }

    static Received receive(Wallet wallet, ExampleBank bank) {
        Offer offer = ((Offering.Offered) wallet.receive().inspect(bank.offer())).offer();
        return wallet.receive().accept(offer, Optional.of(ExampleBank.TX_CODE), Optional.empty());
    }
}
