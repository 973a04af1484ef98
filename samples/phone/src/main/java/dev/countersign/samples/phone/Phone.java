package dev.countersign.samples.phone;

import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.StoredCredential;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.WalletPorts;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import dev.countersign.wallet.jvm.FileConsentRecords;
import dev.countersign.wallet.jvm.FileCredentialStore;
import dev.countersign.wallet.jvm.FileEnrolments;
import dev.countersign.wallet.jvm.FileHolderKeys;
import dev.countersign.wallet.jvm.FileKnownLogs;
import dev.countersign.wallet.jvm.FileMessageKeys;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A phone: a wallet, its screen in a browser, and its push service. For development on one machine: it also talks plain
 * http to loopback addresses.
 *
 * <p>What it holds is in its directory and is there again when a phone is started on it the next time.
 */
public final class Phone implements AutoCloseable {
    private final PhoneWallet wallet;
    private final PhoneServer server;
    private final Inboxes inboxes;

    private Phone(PhoneWallet wallet, PhoneServer server, Inboxes inboxes) {
        this.wallet = wallet;
        this.server = server;
        this.inboxes = inboxes;
    }

    /** Starts a phone; when this returns, its screen can be opened and it can be pushed. */
    public static Phone start(PhoneOptions options) {
        EncryptedDirectory directory = EncryptedDirectory.open(options.directory());
        FileEnrolments enrolments = new FileEnrolments(directory);
        Wallet sdk = Wallet.allowingLoopbackHttp(new WalletPorts(
                        new WalletPorts.Stores(
                                new FileHolderKeys(directory),
                                new FileCredentialStore(directory),
                                enrolments,
                                new FileConsentRecords(directory),
                                new FileKnownLogs(directory)),
                        new UrlConnectionTransport().allowingLoopbackHttp(),
                        enrolments,
                        options.clock())
                .readingMessages(new FileMessageKeys(directory)));
        PushRegistration registration = PushRegistration.openIn(directory);
        PhoneWallet wallet = new PhoneWallet(sdk, registration, options.clock());
        Inboxes inboxes = new Inboxes(sdk, wallet);
        PushEndpoint push = new PushEndpoint(registration, enrolments, wallet, options.clock());
        PhoneServer server = PhoneServer.start(options, wallet, push);
        wallet.begin(server.address(), inboxes);
        return new Phone(wallet, server, inboxes);
    }

    /** Returns where its screen is. */
    public URI address() {
        return server.address();
    }

    /**
     * Adds a card, as its owner would by pasting the link and typing the code.
     *
     * @param offerUri {@code openid-credential-offer://...}
     * @param txCode there exactly when the offer asks for one
     * @throws IllegalStateException when the offer cannot be used or the issuer does not give the card; says why
     */
    public Received.Added add(String offerUri, Optional<String> txCode) {
        Offering offering = wallet.inspect(offerUri);
        if (!(offering instanceof Offering.Offered offered)) {
            throw new IllegalStateException("the offer cannot be used: " + offering);
        }
        Received received = wallet.accept(offered.offer(), txCode);
        if (received instanceof Received.Added added) {
            return added;
        }
        throw new IllegalStateException("the card was not issued: " + received);
    }

    /** Returns the cards that it holds. */
    public List<StoredCredential> cards() {
        return wallet.wallet().credentials();
    }

    /** Looks now whether the logs of organisations only grew, as it does by itself now and then. */
    public void lookAtLogs() {
        wallet.lookAtLogs();
    }

    /** From now on opens every request that comes and approves it, with no optional claim. For demonstrations only. */
    public void approveAutomatically(NumberSource numbers) {
        wallet.approveAutomatically(numbers);
    }

    /** Tells this listener what happens; called by the phone's own threads. */
    public void listen(Consumer<PhoneEvent> listener) {
        wallet.listen(listener);
    }

    /** Stops. Nothing is lost. */
    @Override
    public void close() {
        inboxes.close();
        server.close();
        wallet.close();
    }
}
